import { MINUTE_MS } from '../../lib/durations.ts'
import { ffmpegReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { progressIn } from '../tools/progress.ts'
import { runTool } from '../tools/run-tool.ts'

interface Claim {
  readonly path: string
  readonly durationMs: number
  /** FFmpeg names the time at which a picture is read, and that lies so long before the end. */
  readonly lastPicturesMs: number
}

// A header may round up, and the sound often runs on a little longer than the pictures.
const MISSING_SHARE = 0.05
const MISSING_MS = 500

export interface Reading {
  readonly isCutShort: boolean
  /** How many there are; `null` where FFmpeg did not say. */
  readonly pictures: number | null
}

/**
 * Reads a file that is no MP4 from end to end, without decoding, and compares it with its header.
 * FFmpeg's exit code cannot be asked: it is 0 for a Matroska file that was cut in half.
 */
export async function readToTheEnd(
  tools: Tools,
  claim: Claim,
  signal?: AbortSignal,
): Promise<Reading> {
  const { code, stderr } = await runTool(
    ffmpegReading(tools, {
      source: claim.path,
      before: ['-v', 'error', '-stats', '-xerror'],
      after: ['-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy', '-f', 'null', '-'],
    }),
    { timeLimitMs: 10 * MINUTE_MS, signal },
  )
  if (code !== 0 || /ended prematurely|Read error|Packet corrupt|corrupt input/.test(stderr)) {
    return { isCutShort: true, pictures: null }
  }
  const last = stderr.split(/[\r\n]+/).findLast(line => line.includes('time='))
  const doneShare = progressIn(last ?? '', claim.durationMs)?.percent ?? 100
  const missingMs = claim.durationMs * (1 - doneShare / 100) - claim.lastPicturesMs
  return {
    isCutShort: missingMs > MISSING_MS && missingMs > claim.durationMs * MISSING_SHARE,
    pictures: Number(/frame=\s*(\d+)/.exec(last ?? '')?.[1] ?? 0) || null,
  }
}
