import { becomeOwner } from '../journal/owner.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { hearOrders } from '../orders/hear-orders.ts'
import { showNotice } from '../outside/desktop-notice.ts'
import { run } from '../publish/runner.ts'
import { openNotices } from '../status/notices.ts'
import { nameOf, readStatus, type VideoStatus } from '../status/status.ts'
import { askDaily } from '../update/daily.ts'
import { cutCode, stopSignal, withWorkingCore } from './context.ts'
import { exitCodeFor } from './output/exit-code.ts'
import { follow } from './output/follow.ts'
import { summaryOf } from './output/summary.ts'

export interface WatchOptions {
  untilDone: boolean
  quietSeconds: number
  sweepSeconds: number
  timeoutSeconds: number | null
}

/** `content watch`: publishes what lands in the folder, until it is stopped. */
export function watch(out: Output, options: WatchOptions): Promise<ExitCode> {
  return withWorkingCore(async core => {
    const owner = becomeOwner(core.config.home)
    if (!owner) throw new Refusal(EXIT.failed, 'Another agent is already at work on this journal.')
    const stop = stopSignal()
    const done = new AbortController()
    const limit = options.timeoutSeconds ? [AbortSignal.timeout(options.timeoutSeconds * 1000)] : []
    const signal = AbortSignal.any([stop, done.signal, ...limit])
    for (const { path } of core.config.folders) out.say(`Watching ${path}`)
    if (!(core.config.givenApiKey ?? (await core.keychain.read()))) {
      out.say('This device is not signed in yet. In another terminal, run: content login')
    }
    try {
      const before = readStatus(core.journal, core.now())
      const isOld = endedBefore(before)
      const heed = core.config.showsNotices ? openNotices(before, showNotice) : () => undefined
      const following = follow(core, out, { signal, concerns: () => true, heed })
      // What it cannot read, the work cannot either; it is told of below.
      following.catch(() => done.abort())
      if (!options.untilDone) void askDaily(core.config, { say: out.say, signal })
      await run(core, {
        folders: core.config.folders,
        say: out.say,
        quietMs: options.quietSeconds * 1000,
        sweepMs: options.sweepSeconds * 1000,
        isUntilDone: options.untilDone,
        signal,
        // Whoever leaves when all is done is not there to be asked for more.
        ...(!options.untilDone && { beside: (ring: () => void) => hearOrders(core, ring) }),
      })
      done.abort()
      await following
      const videos = readStatus(core.journal, core.now())
      for (const { text, tone } of summaryOf(videos.filter(it => !isOld(it)))) out.say(text, tone)
      if (!options.untilDone) return EXIT.ok
      return stop.aborted ? cutCode(stop) : exitCodeFor(videos)
    } finally {
      done.abort()
      owner.release()
    }
  })
}

/** Tells what had ended before we came: history, and no part of what this run did. */
function endedBefore(videos: readonly VideoStatus[]): (video: VideoStatus) => boolean {
  const ended = videos.filter(({ state }) => state === 'published' || state === 'copy')
  const names = new Set(ended.map(nameOf))
  return video => names.has(nameOf(video))
}
