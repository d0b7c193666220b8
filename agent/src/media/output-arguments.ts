import type { AacSpec } from './encode-spec.ts'
import type { Facts } from './facts.ts'
import type { Tools } from './find-tools.ts'
import type { Encoder } from './hardware.ts'
import { loudnessFilter } from './loudness.ts'
import { pictureFilters } from './picture-filters.ts'
import type { RepairPlan } from './plan.ts'

/** What is the same for all files that one run of ffmpeg makes. */
export interface Workshop {
  readonly facts: Facts
  readonly tools: Tools
  /** `null`: x264, which is everywhere. */
  readonly encoder: Encoder | null
  /** A name of ours in the folder ffmpeg runs in. */
  readonly captionsFile: string | null
}

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
  const chains = plans.map(({ video }) => (video === 'copy' ? null : chainOf(workshop, video)))
  const made = chains.filter(chain => chain !== null)
  if (made.length < 2) {
    const outputs = plans.map((plan, at) => {
      const { index } = workshop.facts.video
      const filter = chains[at] ? ['-vf', chains[at]] : []
      return [...['-map', `0:${index}`], ...outputFor(workshop, plan), ...filter]
    })
    return { graph: null, outputs }
  }
  let branch = 0
  const outputs = plans.map((plan, at) => {
    const pictures = chains[at] ? `[v${branch++}]` : `0:${workshop.facts.video.index}`
    return ['-map', pictures, ...outputFor(workshop, plan)]
  })
  return { graph: graphOf(workshop.facts, made), outputs }
}

function graphOf({ video }: Facts, chains: readonly string[]): string {
  const split = chains.map((_, at) => `[s${at}]`).join('')
  const branches = chains.map((chain, at) => `[s${at}]${chain}[v${at}]`)
  return [`[0:${video.index}]split=${chains.length}${split}`, ...branches].join(';')
}

const chainOf = (workshop: Workshop, spec: Exclude<RepairPlan['video'], 'copy'>) =>
  pictureFilters(workshop, spec).join(',')

function outputFor(workshop: Workshop, plan: RepairPlan): string[] {
  const { facts } = workshop
  const sound = facts.audio && plan.audio !== 'drop' ? ['-map', `0:${facts.audio.index}`] : []
  return [
    // A phone writes down where it was; that stays on the creator's disk.
    ...[...sound, '-map_metadata', '-1', '-map_chapters', '-1', '-dn', '-sn'],
    ...(plan.video === 'copy' ? copied(facts) : encoded(workshop, plan.video)),
    ...(plan.audio === 'drop' ? [] : plan.audio === 'copy' ? ['-c:a', 'copy'] : aac(plan.audio)),
    ...['-max_muxing_queue_size', '4096'],
    ...PLAIN_MP4,
  ]
}

function copied({ video }: Facts): string[] {
  // Apple's players, and Instagram, know HEVC in MP4 by this tag only.
  return ['-c:v', 'copy', ...(video.codec === 'hevc' ? ['-tag:v', 'hvc1'] : [])]
}

function encoded({ encoder }: Workshop, spec: Exclude<RepairPlan['video'], 'copy'>): string[] {
  const colour = spec.isToneMapped ? STANDARD_COLOUR : []
  if (encoder) return ['-c:v', encoder.name, ...encoder.arguments(spec), ...colour]
  return [
    ...['-c:v', 'libx264', '-preset', spec.preset, '-profile:v', 'high', '-crf', `${spec.crf}`],
    ...['-maxrate', `${Math.floor(spec.maxBitRate)}`, '-bufsize', `${Math.floor(spec.maxBitRate)}`],
    ...['-bf', '2', '-g', `${spec.gopFrames}`, '-flags', '+cgop', '-x264-params', 'open-gop=0'],
    ...colour,
  ]
}

const STANDARD_COLOUR = [
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
  ...['-color_range', 'tv'],
]

function aac(spec: AacSpec): string[] {
  const loudness = spec.loudness ? [loudnessFilter(spec.loudness)] : []
  // Sound that starts late is led in by silence, because there is no edit list to say so.
  const filters = ['aresample=async=1:first_pts=0', ...loudness]
  return [
    ...['-c:a', 'aac', '-b:a', `${spec.bitRate}`, '-ar', `${spec.sampleRate}`],
    ...['-ac', `${spec.channels}`, '-af', filters.join(',')],
  ]
}
