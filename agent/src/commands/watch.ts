import { becomeOwner } from '../journal/owner.ts'
import { EXIT, type ExitCode, type Output, Refusal } from '../lib/refusal.ts'
import { hearOrders } from '../orders/hear-orders.ts'
import { run } from '../publish/runner.ts'
import { readStatus } from '../status/status.ts'
import { stopSignal, withWorkingCore } from './context.ts'
import { exitCodeFor } from './output/exit-code.ts'
import { follow } from './output/follow.ts'

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
      const following = follow(core, out, { signal, concerns: () => true })
      // What it cannot read, the work cannot either; it is told of below.
      following.catch(() => done.abort())
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
      if (stop.aborted || !options.untilDone) return EXIT.ok
      return exitCodeFor(readStatus(core.journal, core.now()))
    } finally {
      done.abort()
      owner.release()
    }
  })
}
