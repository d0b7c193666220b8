import type { Platform } from '@content/api/contract'
import { MEDIA_RULES } from '../platforms/index.ts'
import { breachesOf } from './breaches.ts'
import type { Facts } from './facts.ts'
import { fpsOf } from './facts.ts'
import { MediaError } from './media-error.ts'
import type { RepairPlan } from './plan.ts'
import { probe } from './probe/probe.ts'
import type { Tools } from './tools/find-tools.ts'

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
  const fault = faultIn(facts, made, result.facts)
  if (fault) throw unusable(fault)
}

/** The first platform's rule a file breaks, or what of the video is missing in it. */
export function faultIn(
  source: Facts,
  { plan, platforms }: Omit<Made, 'path'>,
  result: Facts,
): string | null {
  const broken = platforms.flatMap(platform => breachesOf(result, MEDIA_RULES[platform]))[0]
  if (broken) return broken.reason
  if (isOtherLength(source, result)) return 'It is not as long as the video it was made from.'
  if (plan.video === 'copy' && hasOtherPictures(source, result)) {
    return 'It has not the same pictures as the video it was made from.'
  }
  return plan.audio !== 'drop' && !result.audio ? 'Its sound is missing.' : null
}

// What an encoder's lead-in and its last block add to the sound.
const SOUND_PADDING_MS = 120

/** Where an index says how long the video is, no picture may be lost or come back. */
function isOtherLength(source: Facts, result: Facts): boolean {
  const lostMs = Math.abs(source.durationMs - result.durationMs)
  if (!source.boxes) return lostMs > Math.max(500, source.durationMs * 0.02)
  return lostMs > SOUND_PADDING_MS + 2000 / fpsOf(result.video.rate)
}

function hasOtherPictures({ video }: Facts, { video: made }: Facts): boolean {
  return video.pictures !== null && made.pictures !== null && video.pictures !== made.pictures
}

function unusable(reason: string): MediaError {
  return new MediaError('unusable_result', `The prepared file is not usable. ${reason}`)
}
