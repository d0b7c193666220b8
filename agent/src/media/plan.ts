import type { Platform } from '@content/api/contract'
import { MEDIA_RULES } from '../platforms/index.ts'
import type { Rules } from '../platforms/media-rules.ts'
import { shownOtherwise } from './as-shown.ts'
import type { Breach } from './breaches.ts'
import { breachesOf } from './breaches.ts'
import type { AacSpec, EncodeSpec } from './encode/encode-spec.ts'
import { aacSpec, encodeSpec } from './encode/encode-spec.ts'
import type { Loudness } from './encode/loudness.ts'
import type { Facts } from './facts.ts'

export interface RepairPlan {
  /** `blank`: the very same file, but for what says where it was recorded. */
  readonly kind: 'blank' | 'remux' | 'audio' | 'encode'
  readonly reasons: readonly string[]
  readonly video: 'copy' | EncodeSpec
  readonly audio: 'copy' | 'drop' | AacSpec
}

export type Plan =
  | { readonly kind: 'untouched' }
  | RepairPlan
  | { readonly kind: 'refused'; readonly reason: string }

export interface PlanOptions {
  /** What this connection allows, when less than the platform: TikTok says it per creator. */
  readonly maxDurationMs?: number
  /** The SHA-256 of the captions to write into the pictures. */
  readonly captions?: string | null
  /** What the sound measures, when the creator wants it at the usual loudness and it is not. */
  readonly loudness?: Loudness | null
}

// Copying into a file without edit lists starts both tracks together. EBU R37 lets sound be 40 ms
// early and 60 ms late; the silence that AAC encoders put first is within the latter.
const MOST_EARLY_SOUND_MS = 40
const MOST_LATE_SOUND_MS = 60

const COPYABLE_VIDEO = new Set(['h264', 'hevc', 'vp9'])

/** The smallest repair that makes a video fit a platform. Pure and total. */
export function planRendition(facts: Facts, platform: Platform, options: PlanOptions = {}): Plan {
  const rules = rulesFor(platform, options)
  const musts = [...breachesOf(facts, rules), ...shownOtherwise(facts), ...placeWithin(facts)]
  const hopeless = musts.find(breach => breach.repair === 'none')
  if (hopeless) return { kind: 'refused', reason: hopeless.reason }
  const needs = [...musts, ...wishes(facts, musts, options)]
  if (needs.length === 0) return facts.place === 'none' ? { kind: 'untouched' } : blanked(facts)
  const plan = repair(facts, rules, [...needs, ...consequences(facts, needs)])
  return isRepair(plan) ? withWishes(plan, options) : plan
}

const WITHOUT_PLACE = 'Where it was recorded is left out of the file.'

/** Nobody is to learn from a file where its maker lives, so no platform receives that. */
const placeWithin = ({ place }: Facts): Breach[] =>
  place === 'within' ? [{ repair: 'remux', reason: WITHOUT_PLACE }] : []

const blanked = ({ audio }: Facts): RepairPlan => ({
  ...{ kind: 'blank', reasons: [WITHOUT_PLACE], video: 'copy' },
  audio: audio ? 'copy' : 'drop',
})

export function isRepair(plan: Plan): plan is RepairPlan {
  return plan.kind !== 'untouched' && plan.kind !== 'refused'
}

/** What the creator asked for beyond the platform's rules. */
function wishes(facts: Facts, breaches: Breach[], options: PlanOptions): Breach[] {
  const wanted: Breach[] = []
  if (options.captions) {
    wanted.push({ repair: 'encode', reason: 'The captions are written into the pictures.' })
  }
  // Loudness is not worth new pictures where the old ones could stay.
  const isCopyable = COPYABLE_VIDEO.has(facts.video.codec)
  const isWorthIt = isCopyable || [...breaches, ...wanted].some(it => it.repair === 'encode')
  if (options.loudness && facts.audio && isWorthIt) {
    wanted.push({ repair: 'audio', reason: 'The sound is brought to −14 LUFS.' })
  }
  return wanted
}

function withWishes(plan: RepairPlan, { captions, loudness }: PlanOptions): RepairPlan {
  const { video, audio } = plan
  return {
    ...plan,
    video: video === 'copy' ? video : { ...video, captions: captions ?? null },
    audio: typeof audio === 'string' ? audio : { ...audio, loudness: loudness ?? null },
  }
}

/** The rules of a platform, narrowed to what a connection allows. */
export function rulesFor(platform: Platform, { maxDurationMs }: PlanOptions): Rules {
  const rules = MEDIA_RULES[platform]
  const max = Math.min(rules.durationMs.max, maxDurationMs ?? Number.POSITIVE_INFINITY)
  return { ...rules, durationMs: { ...rules.durationMs, max } }
}

function repair(facts: Facts, rules: Rules, needs: Breach[]): Plan {
  const needsVideo = needs.some(need => need.repair === 'encode')
  const needsAudio = needs.some(need => need.repair === 'audio')
  const video = needsVideo ? encodeSpec(facts, rules) : 'copy'
  if (!video) {
    const shape = `${facts.video.width}×${facts.video.height}`
    return { kind: 'refused', reason: `No size that ${rules.name} takes fits a ${shape} video.` }
  }
  return {
    kind: needsVideo ? 'encode' : needsAudio ? 'audio' : 'remux',
    reasons: [
      ...needs.map(need => need.reason),
      ...(needsVideo ? sideEffects(facts, rules) : []),
      ...leftOut(facts),
      ...(facts.place === 'apart' ? [WITHOUT_PLACE] : []),
    ],
    video,
    // No platform says that a video must have sound, so silence is not invented.
    audio: !facts.audio ? 'drop' : needsAudio ? aacSpec(facts.audio) : 'copy',
  }
}

/** What new pictures lose or gain although the platform did not ask for it. */
function sideEffects({ video }: Facts, { demands }: Rules): string[] {
  const effects: string[] = []
  if (video.hdr !== 'none' && !demands.includes('sdr')) {
    effects.push('HDR colour becomes standard, because the new pictures have 8 bits.')
  }
  if (video.isInterlaced && !demands.includes('progressive')) {
    effects.push('Interlaced pictures become whole ones.')
  }
  return effects
}

function leftOut({ audio }: Facts): string[] {
  if (!audio?.leftOut) return []
  const others = audio.leftOut === 1 ? 'Another sound track is' : `${audio.leftOut} others are`
  return [`${others} left out, because platforms play only one.`]
}

/** What writing a new MP4 brings with it, whatever made it necessary. */
function consequences(facts: Facts, breaches: Breach[]): Breach[] {
  const { video, audio } = facts
  const also: Breach[] = []
  const encode = (reason: string) => also.push({ repair: 'encode', reason })
  const sound = (reason: string) => also.push({ repair: 'audio', reason })
  const has = (repair: Breach['repair']) => breaches.some(breach => breach.repair === repair)

  if (!COPYABLE_VIDEO.has(video.codec) && !has('encode')) {
    encode(`An MP4 file does not carry ${video.codec} pictures everywhere.`)
  }
  if (!video.hasTimes && !has('encode')) {
    encode('This file does not say when its pictures are shown.')
  }
  if (!audio) return also
  const gapMs = audio.startMs - video.startMs
  if (gapMs < -MOST_LATE_SOUND_MS) encode('The pictures start later than the sound.')
  if (gapMs > MOST_EARLY_SOUND_MS && !has('audio')) {
    sound('The sound starts later than the pictures.')
  }
  if (!isPlainAac(facts) && !has('audio')) {
    sound('Stereo AAC is the one sound that every player takes in MP4.')
  }
  return also
}

function isPlainAac({ audio }: Facts): boolean {
  return audio?.codec === 'aac' && audio.channels <= 2 && audio.sampleRate <= 48_000
}
