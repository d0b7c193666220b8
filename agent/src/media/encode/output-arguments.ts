import type { Facts } from '../facts.ts'
import type { RepairPlan } from '../plan.ts'
import { STANDARD_COLOUR } from './colours.ts'
import type { AacSpec } from './encode-spec.ts'
import { pictureFilters } from './picture-filters.ts'
import { soundFilters } from './sound-filters.ts'
import { mixOf } from './sound-mix.ts'
import type { Workshop } from './workshop.ts'

export interface Arguments {
  /** Filters that several outputs share, so that the pictures are decoded once for all of them. */
  readonly graph: string | null
  /** One list for each plan, in the same order. */
  readonly outputs: readonly (readonly string[])[]
}

// Without an edit list a B-frame stream would start late; negative composition offsets put its
// first picture at 0. FFmpeg 4.1 then delays the sound, unless only real negatives are moved.
const PLAIN_MP4 = [
  ...['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0'],
  ...['-avoid_negative_ts', 'make_non_negative', '-write_tmcd', '0', '-f', 'mp4'],
]

/** What ffmpeg is told after its input to make one file for each plan in a single run. Pure. */
export function outputArguments(workshop: Workshop, plans: readonly RepairPlan[]): Arguments {
  const { index } = workshop.facts.video
  const chains = plans.map(({ video }) => (video === 'copy' ? null : chainOf(workshop, video)))
  const made = chains.filter(chain => chain !== null)
  const mixes = plans.flatMap((plan, at) => mixFor(workshop, plan, at))
  let branch = 0
  const outputs = plans.map((plan, at) => {
    const chain = chains[at]
    const isBranch = chain && made.length > 1
    const pictures = isBranch ? `[v${branch++}]` : `0:${index}`
    const filter = chain && !isBranch ? ['-vf', chain] : []
    return ['-map', pictures, ...outputFor(workshop, plan, at), ...filter]
  })
  const graph = [...(made.length > 1 ? [graphOf(workshop.facts, made)] : []), ...mixes].join(';')
  return { graph: graph || null, outputs }
}

function graphOf({ video }: Facts, chains: readonly string[]): string {
  const split = chains.map((_, at) => `[s${at}]`).join('')
  const branches = chains.map((chain, at) => `[s${at}]${chain}[v${at}]`)
  return [`[0:${video.index}]split=${chains.length}${split}`, ...branches].join(';')
}

/** Several tracks that become one sound are filtered apart, with names of their own. */
function mixFor({ facts }: Workshop, { audio }: RepairPlan, at: number): string[] {
  const mix = typeof audio === 'string' ? null : mixOf(facts)
  if (!mix || typeof audio === 'string') return []
  return [`${mix.replaceAll(/\[m(\d+)\]/g, `[m${at}x$1]`)},${soundFilters(audio)}[a${at}]`]
}

const chainOf = (workshop: Workshop, spec: Exclude<RepairPlan['video'], 'copy'>) =>
  pictureFilters(workshop, spec).join(',')

function outputFor(workshop: Workshop, plan: RepairPlan, at: number): string[] {
  const { facts } = workshop
  const isMixed = mixFor(workshop, plan, at).length > 0
  const heard = isMixed ? `[a${at}]` : `0:${facts.audio?.index}`
  const sound = facts.audio && plan.audio !== 'drop' ? ['-map', heard] : []
  return [
    // A phone writes down where it was; that stays on the creator's disk.
    ...[...sound, '-map_metadata', '-1', '-map_chapters', '-1', '-dn', '-sn'],
    ...(plan.video === 'copy' ? copied(facts) : encoded(workshop, plan.video)),
    ...(plan.audio === 'drop' ? [] : plan.audio === 'copy' ? ['-c:a', 'copy'] : aac(plan.audio)),
    ...(typeof plan.audio === 'string' || isMixed ? [] : ['-af', soundFilters(plan.audio)]),
    ...(plan.video === 'copy' ? [] : ['-t', (facts.durationMs / 1000).toFixed(3)]),
    ...['-max_muxing_queue_size', '4096'],
    ...PLAIN_MP4,
  ]
}

function copied({ video }: Facts): string[] {
  // Apple's players, and Instagram, know HEVC in MP4 by this tag only.
  return ['-c:v', 'copy', ...(video.codec === 'hevc' ? ['-tag:v', 'hvc1'] : [])]
}

function encoded({ encoder }: Workshop, spec: Exclude<RepairPlan['video'], 'copy'>): string[] {
  if (encoder) return ['-c:v', encoder.name, ...encoder.arguments(spec), ...STANDARD_COLOUR]
  return [
    ...['-c:v', 'libx264', '-preset', spec.preset, '-profile:v', 'high', '-crf', `${spec.crf}`],
    ...['-maxrate', `${Math.floor(spec.maxBitRate)}`, '-bufsize', `${Math.floor(spec.maxBitRate)}`],
    ...['-bf', '2', '-g', `${spec.gopFrames}`, '-flags', '+cgop', '-x264-params', 'open-gop=0'],
    ...STANDARD_COLOUR,
  ]
}

function aac(spec: AacSpec): string[] {
  return [
    ...['-c:a', 'aac', '-b:a', `${spec.bitRate}`, '-ar', `${spec.sampleRate}`],
    ...['-ac', `${spec.channels}`],
  ]
}
