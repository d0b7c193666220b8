import { setPriority } from 'node:os'
import { MINUTE_MS } from '../../lib/durations.ts'
import { MediaError } from '../media-error.ts'
import type { Command } from './command.ts'

export interface ToolRun {
  readonly timeLimitMs: number
  readonly signal?: AbortSignal | undefined
  /** Where it runs, when it is given names without a folder. */
  readonly folder?: string
}

export interface ToolResult {
  readonly code: number
  readonly stdout: Uint8Array
  readonly stderr: string
}

/** Runs ffmpeg or ffprobe for its output, at low priority, within a time limit. */
export async function runTool(command: Command, run: ToolRun): Promise<ToolResult> {
  if (run.signal?.aborted) throw stopped()
  const child = Bun.spawn([...command.words], {
    // Never our own: keys are in it.
    env: command.environment,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
    killSignal: 'SIGKILL',
    timeout: Math.ceil(run.timeLimitMs),
    ...(run.signal && { signal: run.signal }),
    ...(run.folder && { cwd: run.folder }),
  })
  yieldToOthers(child.pid)
  const [stdout, stderr, code] = await Promise.all([
    new Response(child.stdout).bytes(),
    new Response(child.stderr).text(),
    child.exited,
  ])
  if (run.signal?.aborted) throw stopped()
  if (child.signalCode === 'SIGKILL') throw tooSlow(run.timeLimitMs)
  if (child.signalCode) throw new MediaError('ffmpeg', 'FFmpeg crashed on this file.', stderr)
  return { code, stdout, stderr }
}

/** Someone edits video on this machine; our work comes after theirs. */
export function yieldToOthers(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, 10)
  } catch {
    // It has already ended.
  }
}

export function stopped(): MediaError {
  return new MediaError('stopped', 'Preparing the video was stopped.')
}

export function tooSlow(timeLimitMs: number): MediaError {
  const minutes = Math.max(1, Math.round(timeLimitMs / MINUTE_MS))
  return new MediaError('timeout', `FFmpeg did not finish within ${minutes} min and was stopped.`)
}

export function stalled(limitMs: number): MediaError {
  const minutes = Math.max(1, Math.round(limitMs / MINUTE_MS))
  const sentence = `FFmpeg got stuck: nothing moved for ${minutes} min, so it was stopped.`
  return new MediaError('timeout', sentence)
}

/** The one sentence that a failed run comes down to. */
export function failureOf(stderr: string): MediaError {
  const known = KNOWN.find(([pattern]) => pattern.test(stderr))
  if (known) return new MediaError(known[1], known[2], stderr.slice(-4000))
  const last =
    stderr
      .trim()
      .split(/[\r\n]+/)
      .at(-1) ?? ''
  const words = last.replaceAll(/file:\S+/g, 'the file').replaceAll(/\[[^\]]*\] ?/g, '')
  const why = words.slice(0, 160) || 'it gave no reason'
  return new MediaError(
    'ffmpeg',
    `FFmpeg could not prepare the video: ${why}.`,
    stderr.slice(-4000),
  )
}

const KNOWN = [
  [/No space left on device/, 'disk_full', 'The disk is full.'],
  [/Permission denied/, 'ffmpeg', 'FFmpeg may not read the video or write beside it.'],
  [/No such file or directory/, 'ffmpeg', 'The video is no longer where it was.'],
  [/Cannot allocate memory/, 'ffmpeg', 'This machine has too little memory for this video.'],
  [/Invalid data found|corrupt/i, 'ffmpeg', 'The video is damaged and could not be read.'],
] as const
