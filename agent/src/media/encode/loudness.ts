import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import type { Facts } from '../facts.ts'
import { ffmpegReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { runTool } from '../tools/run-tool.ts'
import { mixOf } from './sound-mix.ts'

/** How loud a sound is (EBU R128), as the first of two passes measured it. */
export const Loudness = z
  .object({
    integrated: z.number(),
    truePeak: z.number(),
    range: z.number(),
    threshold: z.number(),
    offset: z.number(),
  })
  .readonly()
export type Loudness = z.infer<typeof Loudness>

// No platform publishes a target; −14 LUFS and −1 dBTP is what everyone masters to.
// contributing/protocols/media.md#loudness
export const TARGET_LUFS = -14
const target = (range: number) => `loudnorm=I=${TARGET_LUFS}:TP=-1:LRA=${range}`
const USUAL_RANGE = 11
// The filter takes no more, and it keeps to one gain only where the range is within its target.
const WIDEST_RANGE = 20
const CLOSE_ENOUGH_LU = 1

const Figure = z.coerce.number()
const Measured = z.object({
  input_i: Figure,
  input_tp: Figure,
  input_lra: Figure,
  input_thresh: Figure,
  target_offset: Figure,
})

/** The first pass. `null` when there is no sound, only silence, or it is loud enough already. */
export async function measureLoudness(
  tools: Tools,
  { path, facts }: { path: string; facts: Facts },
  signal?: AbortSignal,
): Promise<Loudness | null> {
  if (!facts.audio) return null
  const heard = mixOf(facts) ?? `[0:${facts.audio.index}]anull`
  const measure = `${target(USUAL_RANGE)}:print_format=json`
  const { stderr } = await runTool(
    ffmpegReading(tools, {
      source: path,
      before: ['-nostats'],
      after: [
        ...['-filter_complex', `${heard},${measure}[heard]`, '-map', '[heard]', '-f', 'null', '-'],
      ],
    }),
    { timeLimitMs: 5 * MINUTE_MS + facts.durationMs * 2, signal },
  )
  const loudness = measuredIn(stderr)
  return loudness && Math.abs(loudness.integrated - TARGET_LUFS) > CLOSE_ENOUGH_LU ? loudness : null
}

/** Silence measures as -inf, and no gain makes it loud. */
function measuredIn(output: string): Loudness | null {
  const json = /\{[^{}]*"input_i"[^{}]*\}/.exec(output)?.[0]
  const measured = json ? Measured.safeParse(JSON.parse(json)) : null
  if (!measured?.success) return null
  const { input_i, input_tp, input_lra, input_thresh, target_offset } = measured.data
  return {
    integrated: input_i,
    truePeak: input_tp,
    range: input_lra,
    threshold: input_thresh,
    offset: target_offset,
  }
}

/** The second pass, as a filter: one gain for the whole sound wherever its peaks allow that. */
export function loudnessFilter(it: Loudness): string {
  const levels = `measured_I=${it.integrated}:measured_TP=${it.truePeak}:measured_LRA=${it.range}`
  const range = Math.min(WIDEST_RANGE, Math.max(USUAL_RANGE, it.range))
  return `${target(range)}:${levels}:measured_thresh=${it.threshold}:offset=${it.offset}:linear=true`
}
