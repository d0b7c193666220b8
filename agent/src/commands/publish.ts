import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { Core } from '../core.ts'
import { isFileUnderWay, isUnderWay } from '../journal/next-step.ts'
import { becomeOwner } from '../journal/owner.ts'
import { readStatus } from '../journal/status.ts'
import { run } from '../publish/runner.ts'
import { fingerprintOf } from '../watch/fingerprint.ts'
import { EXIT, type ExitCode, type Output, Refusal, stopSignal, withCore } from './context.ts'
import { exitCodeFor } from './ends.ts'
import { follow } from './follow.ts'

export interface PublishOptions {
  quietSeconds: number
  timeoutSeconds: number | null
}

/** `content publish FILE…`: publishes these files now, itself or through the agent at work. */
export function publish(
  out: Output,
  files: readonly string[],
  options: PublishOptions,
): Promise<ExitCode> {
  return withCore(async core => {
    const paths = await Promise.all(files.map(realPath))
    for (const path of paths) await request(core, path)
    const stop = stopSignal()
    const done = new AbortController()
    const limit = options.timeoutSeconds ? [AbortSignal.timeout(options.timeoutSeconds * 1000)] : []
    const signal = AbortSignal.any([stop, done.signal, ...limit])
    const shas = () => new Set(paths.flatMap(path => core.journal.file(path)?.sha256 ?? []))
    const known = new Set<string>()
    const concerns = (video: { path: string; sha256: string | null }) => {
      for (const sha256 of shas()) known.add(sha256)
      return paths.includes(video.path) || known.has(video.sha256 ?? '')
    }
    const isOver = () => paths.every(path => isAtRest(core, path, known))
    const owner = becomeOwner(core.config.home)
    try {
      const following = follow(core, out, { signal, concerns, isOver })
      if (owner) {
        const running = run(core, {
          folder: null,
          quietMs: options.quietSeconds * 1000,
          sweepMs: 5000,
          isUntilDone: false,
          signal,
        })
        await following
        done.abort()
        await running
      } else await following
      return exitCodeFor(readStatus(core.journal, core.now()).filter(concerns))
    } finally {
      done.abort()
      owner?.release()
    }
  })
}

async function realPath(file: string): Promise<string> {
  const path = resolve(file)
  try {
    // The folder may be reached by a link; the file itself may not be one.
    const real = join(realpathSync(dirname(path)), basename(path))
    if (await fingerprintOf(real)) return real
  } catch {
    // Told below, in the same words.
  }
  throw new Refusal(EXIT.usage, `There is no such file: ${path}`)
}

async function request(core: Core, path: string): Promise<void> {
  const fingerprint = await fingerprintOf(path)
  if (!fingerprint) throw new Refusal(EXIT.usage, `There is no such file: ${path}`)
  if (!core.journal.file(path)) core.journal.noteFile(path, fingerprint, core.now())
  core.journal.requestFile(path)
}

/** Nothing more happens to this file unless somebody does something. */
function isAtRest(core: Core, path: string, known: Set<string>): boolean {
  const file = core.journal.file(path)
  if (file?.sha256) known.add(file.sha256)
  if (file && isFileUnderWay(file)) return false
  return [...known].every(sha256 => {
    const video = core.journal.video(sha256)
    return !video || !isUnderWay(video, core.journal.publicationsOf(sha256), core.now())
  })
}
