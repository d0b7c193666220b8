import type { Platform } from '@content/api/contract'
import { breachesOf } from './breaches.ts'
import type { Facts } from './facts.ts'
import type { Tools } from './find-tools.ts'
import { MediaError } from './media-error.ts'
import type { RepairPlan } from './plan.ts'
import { probe } from './probe.ts'
import { RULES } from './rules/by-platform.ts'

interface Made {
  readonly path: string
  readonly plan: RepairPlan
  readonly platforms: readonly Platform[]
}

/** What ffmpeg calls a success is not yet what a platform takes. */
export async function checkResult(
  tools: Tools,
  { facts, made }: { facts: Facts; made: Made },
  signal?: AbortSignal,
): Promise<void> {
  const result = await probe(tools, made.path, signal)
  if (result.kind !== 'video') throw unusable(result.reason)
  holdAgainst(facts, made, result.facts)
}

/** Throws unless the file keeps every platform's rules and nothing of the video is missing. */
export function holdAgainst(source: Facts, { plan, platforms }: Made, result: Facts): void {
  const broken = platforms.flatMap(platform => breachesOf(result, RULES[platform]))[0]
  if (broken) throw unusable(broken.reason)
  const lostMs = source.durationMs - result.durationMs
  if (Math.abs(lostMs) > Math.max(500, source.durationMs * 0.02)) {
    throw unusable('It is not as long as the video it was made from.')
  }
  if (plan.audio !== 'drop' && !result.audio) throw unusable('Its sound is missing.')
}

function unusable(reason: string): MediaError {
  return new MediaError('unusable_result', `The prepared file is not usable. ${reason}`)
}
