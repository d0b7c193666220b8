import type { ChildProcess } from 'node:child_process'
import { rm, stat, writeFile } from 'node:fs/promises'
import { fileArgument, SAFE_INPUT } from './command.ts'
import type { Tools } from './find-tools.ts'
import { pidFileOf } from './leftovers.ts'
import type { Progress } from './progress.ts'
import { progressIn } from './progress.ts'
import { failureOf, stalled, stopped, tooSlow, yieldToOthers } from './run-tool.ts'

export interface Output {
  readonly target: string
  readonly arguments: readonly string[]
}

export interface Transcode {
  readonly source: string
  /** All are made from one reading of the source. */
  readonly outputs: readonly Output[]
  /** Filters that several outputs share. */
  readonly graph?: string | null
  readonly device?: readonly string[]
  /** Where names in filters are looked for. */
  readonly folder?: string
  readonly durationMs: number
  readonly timeLimitMs: number
  /** How long nothing may move before ffmpeg counts as stuck. */
  readonly stallLimitMs?: number
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

const STALL_LIMIT_MS = 120_000

// A killed agent cannot stop ffmpeg, but one that leaves in order must not leave it running.
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Runs one ffmpeg. Rejects with a MediaError; the process is gone by then. */
export async function transcode(tools: Tools, job: Transcode): Promise<void> {
  const command = await commandFor(tools, job)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let why: Error | undefined
  const child = () => (command as unknown as WithProcess).ffmpegProc
  const stop = (reason: Error) => {
    why ??= reason
    child()?.kill('SIGKILL')
  }
  const onAbort = () => stop(stopped())
  const timer = setTimeout(() => stop(tooSlow(job.timeLimitMs)), job.timeLimitMs)
  const watch = watchForStalls(job, limitMs => stop(stalled(limitMs)))
  const settle = async (error?: Error) => {
    clearTimeout(timer)
    watch.end()
    job.signal?.removeEventListener('abort', onAbort)
    await Promise.all(job.outputs.map(({ target }) => rm(pidFileOf(target), { force: true })))
    if (error) reject(error)
    else resolve()
  }
  command.on('start', () => {
    const started = child()
    if (started) follow(started, job)
    // Stopped while fluent-ffmpeg was still asking the binary what it can do.
    if (why || job.signal?.aborted) stop(stopped())
  })
  command.on('stderr', (line: string) => {
    const progress = progressIn(line, job.durationMs)
    if (!progress) return
    watch.moved(progress.percent)
    job.onProgress?.(progress)
  })
  command.on('end', () => settle(why))
  command.on('error', (error: Error, _out, stderr) => {
    settle(why ?? failureOf(stderr || error.message))
  })
  job.signal?.addEventListener('abort', onAbort, { once: true })
  if (job.signal?.aborted) settle(stopped())
  else command.run()
  return promise
}

async function commandFor(tools: Tools, job: Transcode) {
  const { source, outputs, graph, device = [], folder } = job
  // Most videos need no FFmpeg, and an idle agent has no room for its wrapper.
  const { default: ffmpeg } = await import('fluent-ffmpeg')
  const command = ffmpeg({ stdoutLines: 60, ...(folder && { cwd: folder }) })
    .setFfmpegPath(tools.ffmpegPath)
    .input(fileArgument(source))
    .inputOptions('-nostdin', '-y', ...device, ...SAFE_INPUT)
  keepApart(command as unknown as WithProcess, tools)
  if (graph) command.complexFilter(graph)
  for (const output of outputs) {
    command.output(fileArgument(output.target)).outputOptions(...output.arguments)
  }
  return command
}

// The types leave it out, but fluent-ffmpeg documents the running process under this name.
interface WithProcess {
  readonly ffmpegProc?: ChildProcess
  _spawnFfmpeg(args: string[], options: object, ...callbacks: unknown[]): void
}

/** It starts every program through one method, and hands on what that is given to `spawn`. */
function keepApart(command: WithProcess, { environment }: Tools): void {
  const start = command._spawnFfmpeg.bind(command)
  command._spawnFfmpeg = (args, options, ...callbacks) =>
    start(args, { ...options, env: environment }, ...callbacks)
}

function follow(child: ChildProcess, { outputs }: Transcode): void {
  yieldToOthers(child.pid)
  running.add(child)
  const isOver = new Promise(resolve => child.once('exit', resolve))
  isOver.then(() => running.delete(child))
  // Should this process be killed, the next one finds by it what still runs.
  const [first] = outputs
  if (!first) return
  const path = pidFileOf(first.target)
  const written = writeFile(path, String(child.pid)).catch(() => undefined)
  Promise.all([written, isOver]).then(() => rm(path, { force: true }))
}

/** Calls back once neither the time in the video nor any output has moved for too long. */
function watchForStalls(job: Transcode, onStall: (limitMs: number) => void) {
  const { outputs, stallLimitMs: limitMs = STALL_LIMIT_MS } = job
  let percent = -1
  let sizes = ''
  let movedAt = performance.now()
  const look = async () => {
    // While the index moves to the front no line is written, and only the file's time changes.
    const now = await Promise.all(outputs.map(({ target }) => stat(target).catch(() => null)))
    const seen = now.map(it => `${it?.size}@${it?.mtimeMs}`).join()
    if (seen !== sizes) movedAt = performance.now()
    sizes = seen
    if (performance.now() - movedAt > limitMs) onStall(limitMs)
  }
  const timer = setInterval(look, Math.min(5000, limitMs / 4))
  return {
    moved(to: number) {
      if (to > percent) movedAt = performance.now()
      percent = Math.max(percent, to)
    },
    end: () => clearInterval(timer),
  }
}
