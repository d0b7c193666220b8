import type { ChildProcess } from 'node:child_process'
import ffmpeg from 'fluent-ffmpeg'
import type { Tools } from './find-tools.ts'
import { failureOf, fileArgument, SAFE_INPUT, stopped, tooSlow, yieldToOthers } from './run-tool.ts'

export interface Progress {
  readonly percent: number
  readonly fps: number
  /** How many seconds of video are done in one second. */
  readonly speed: number
  readonly secondsLeft: number | null
}

export interface Transcode {
  readonly source: string
  readonly target: string
  readonly outputArguments: readonly string[]
  readonly durationMs: number
  readonly timeLimitMs: number
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

// A killed agent cannot stop ffmpeg, but one that leaves in order must not leave it running.
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** Runs one ffmpeg that writes one file. Rejects with a MediaError; the process is gone by then. */
export function transcode(tools: Tools, job: Transcode): Promise<void> {
  const command = ffmpeg({ stdoutLines: 60 })
    .setFfmpegPath(tools.ffmpegPath)
    .input(fileArgument(job.source))
    .inputOptions('-nostdin', '-y', ...SAFE_INPUT)
    .output(fileArgument(job.target))
    .outputOptions(...job.outputArguments, '-map_chapters', '-1')
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let why: Error | undefined
  const child = () => (command as unknown as WithProcess).ffmpegProc
  const stop = (reason: Error) => {
    why ??= reason
    child()?.kill('SIGKILL')
  }
  const onAbort = () => stop(stopped())
  const timer = setTimeout(() => stop(tooSlow(job.timeLimitMs)), job.timeLimitMs)
  const settle = (error?: Error) => {
    clearTimeout(timer)
    job.signal?.removeEventListener('abort', onAbort)
    if (error) reject(error)
    else resolve()
  }
  command.on('start', () => {
    const started = child()
    if (started) follow(started)
    // Stopped while fluent-ffmpeg was still asking the binary what it can do.
    if (why || job.signal?.aborted) stop(stopped())
  })
  command.on('stderr', (line: string) => report(line, job))
  command.on('end', () => settle(why))
  command.on('error', (error: Error, _out, stderr) => {
    settle(why ?? failureOf(stderr || error.message))
  })
  job.signal?.addEventListener('abort', onAbort, { once: true })
  if (job.signal?.aborted) settle(stopped())
  else command.run()
  return promise
}

// The types leave it out, but fluent-ffmpeg documents the running process under this name.
interface WithProcess {
  readonly ffmpegProc?: ChildProcess
}

function follow(child: ChildProcess): void {
  yieldToOthers(child.pid)
  running.add(child)
  child.once('exit', () => running.delete(child))
}

function report(line: string, { durationMs, onProgress }: Transcode): void {
  const progress = onProgress && progressIn(line, durationMs)
  if (progress) onProgress(progress)
}

/** Reads a line such as `frame= 90 fps= 45 … time=00:00:03.00 … speed=1.5x`. */
export function progressIn(line: string, durationMs: number): Progress | null {
  const time = /time=\s*(\d+):(\d+):(\d+(?:\.\d+)?)/.exec(line)
  if (!time) return null
  const doneSeconds = Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3])
  const totalSeconds = Math.max(0.001, durationMs / 1000)
  const speed = numberAfter('speed', line)
  const percent = Math.min(100, (doneSeconds / totalSeconds) * 100)
  const secondsLeft = speed > 0 ? Math.max(0, totalSeconds - doneSeconds) / speed : null
  return { percent, fps: numberAfter('fps', line), speed, secondsLeft }
}

function numberAfter(name: string, line: string): number {
  return Number(new RegExp(`\\b${name}=\\s*([\\d.]+(?:e[+-]?\\d+)?)`).exec(line)?.[1] ?? 0)
}
