import { MINUTE_MS } from '../../lib/durations.ts'
import { ffprobeReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { runTool } from '../tools/run-tool.ts'
import { soundOf } from './sounds.ts'
import type { Probed, Stream } from './streams.ts'
import * as streams from './streams.ts'

/** Encoders begin a moment after 0; more is the clock of a stream that began long before. */
export const LARGEST_START_MS = 500
const LIMIT_MS = 10 * MINUTE_MS

interface Claim {
  readonly tools: Tools
  readonly path: string
  readonly signal: AbortSignal | undefined
  readonly probed: Probed
  readonly video: Stream
  /** An MP4 in pieces counts from 0, wherever its first picture is. */
  readonly isFragmented: boolean
}

export interface Length {
  readonly durationMs: number
  /** What the file itself says about its length, and about bits a second, is of no use. */
  readonly isMeasured: boolean
  /** Its clock shows this at the first picture. */
  readonly startsAtMs: number
}

/**
 * How long a video is. Its header is believed unless it says nothing, as when a recorder was never
 * able to come back to it, or counts from another clock; then all of it is read. `null`: no length.
 */
export async function lengthOf(claim: Claim): Promise<Length | null> {
  const { format } = claim.probed
  const claimedMs = streams.msOf(format.duration) ?? 0
  const startsAtMs = streams.msOf(format.start_time) ?? 0
  const countsFromZero = claim.isFragmented || /matroska|flv/.test(format.format_name)
  if (claimedMs >= 1 && !(countsFromZero && startsAtMs > LARGEST_START_MS)) {
    return { durationMs: claimedMs, isMeasured: false, startsAtMs: 0 }
  }
  const durationMs = await measured(claim)
  return durationMs === null ? null : { durationMs, isMeasured: true, startsAtMs }
}

/** From the first picture or sound to the end of the last; `null` when it is one picture. */
async function measured(claim: Claim): Promise<number | null> {
  const { tools, path, signal, video } = claim
  const show = ['-show_entries', 'packet=stream_index,pts_time,duration_time']
  const { stdout } = await runTool(ffprobeReading(tools, path, ['-of', 'compact=p=0', ...show]), {
    timeLimitMs: LIMIT_MS,
    signal,
  })
  const wanted = new Set([video.index, soundOf(claim.probed)?.index])
  const spans = spansIn(new TextDecoder().decode(stdout)).filter(it => wanted.has(it.stream))
  const pictures = spans.find(it => it.stream === video.index)
  if (!pictures || pictures.packets < 2) return null
  const firstMs = Math.min(...spans.map(it => it.firstMs))
  return Math.max(...spans.map(it => it.endMs)) - firstMs
}

interface Span {
  readonly stream: number
  packets: number
  firstMs: number
  lastMs: number
  endMs: number
}

function spansIn(text: string): Span[] {
  const spans = new Map<number, Span>()
  for (const line of text.split('\n')) {
    const found = /stream_index=(\d+)\|pts_time=([-\d.]+)(?:\|duration_time=([\d.]+))?/.exec(line)
    if (!found) continue
    const [stream, atMs] = [Number(found[1]), Number(found[2]) * 1000]
    const span = spans.get(stream) ?? {
      stream,
      packets: 0,
      firstMs: atMs,
      lastMs: atMs,
      endMs: atMs,
    }
    spans.set(stream, span)
    // What does not say how long it is shown is shown as long as the one before it.
    const forMs = found[3] ? Number(found[3]) * 1000 : Math.max(0, atMs - span.lastMs)
    span.packets += 1
    span.firstMs = Math.min(span.firstMs, atMs)
    span.lastMs = Math.max(span.lastMs, atMs)
    span.endMs = Math.max(span.endMs, atMs + forMs)
  }
  return [...spans.values()]
}
