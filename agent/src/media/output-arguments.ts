import type { AacSpec, EncodeSpec } from './encode-spec.ts'
import type { Facts } from './facts.ts'
import type { Tools } from './find-tools.ts'
import type { RepairPlan } from './plan.ts'

// Without an edit list a B-frame stream would start late; negative composition offsets put its
// first picture at 0. FFmpeg 4.1 then delays the sound, unless only real negatives are moved.
const PLAIN_MP4 = [
  ...['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0'],
  ...['-avoid_negative_ts', 'make_non_negative', '-write_tmcd', '0', '-f', 'mp4'],
]

/** What ffmpeg is told after its input, for a plan that makes a file. Pure. */
export function outputArguments(facts: Facts, plan: RepairPlan, tools: Tools): string[] {
  const sound = facts.audio && plan.audio !== 'drop' ? ['-map', `0:${facts.audio.index}`] : []
  return [
    ...['-map', `0:${facts.video.index}`, ...sound],
    // A phone writes down where it was; that stays on the creator's disk.
    ...['-map_metadata', '-1', '-dn', '-sn'],
    ...(plan.video === 'copy' ? copied(facts) : encoded(facts, plan.video, tools)),
    ...(plan.audio === 'drop' ? [] : plan.audio === 'copy' ? ['-c:a', 'copy'] : aac(plan.audio)),
    ...['-max_muxing_queue_size', '4096'],
    ...PLAIN_MP4,
  ]
}

function copied({ video }: Facts): string[] {
  // Apple's players, and Instagram, know HEVC in MP4 by this tag only.
  return ['-c:v', 'copy', ...(video.codec === 'hevc' ? ['-tag:v', 'hvc1'] : [])]
}

function encoded(facts: Facts, spec: EncodeSpec, tools: Tools): string[] {
  return [
    ...['-vf', filters(facts, spec, tools).join(',')],
    ...['-c:v', 'libx264', '-preset', spec.preset, '-profile:v', 'high', '-crf', `${spec.crf}`],
    ...['-maxrate', `${Math.floor(spec.maxBitRate)}`, '-bufsize', `${Math.floor(spec.maxBitRate)}`],
    ...['-bf', '2', '-g', `${spec.gopFrames}`, '-flags', '+cgop', '-x264-params', 'open-gop=0'],
    ...(spec.isToneMapped ? STANDARD_COLOUR : []),
  ]
}

const STANDARD_COLOUR = [
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'],
  ...['-color_range', 'tv'],
]

function filters(facts: Facts, spec: EncodeSpec, tools: Tools): string[] {
  return [
    ...(spec.isDeinterlaced ? ['bwdif=mode=send_frame'] : []),
    `fps=${spec.rate.num}/${spec.rate.den}:start_time=0`,
    `scale=${spec.width}:${spec.height}:flags=bicubic`,
    ...(spec.isToneMapped ? toneMap(facts, tools) : []),
    'setsar=1',
    'format=yuv420p',
  ]
}

function toneMap({ video }: Facts, tools: Tools): string[] {
  const transfer = video.hdr === 'pq' ? 'smpte2084' : 'arib-std-b67'
  const source = `tin=${transfer}:min=bt2020nc:pin=bt2020:rin=tv`
  if (tools.canToneMap) {
    return [
      `zscale=${source}:t=linear:npl=100`,
      'format=gbrpf32le',
      'zscale=p=bt709',
      'tonemap=hable:desat=0',
      'zscale=t=bt709:m=bt709:r=tv',
    ]
  }
  // Right for HLG, which was made to be shown as if it were standard; flat, but watchable, for PQ.
  const seen = 'ispace=bt2020ncl:iprimaries=bt2020:itrc=bt2020-10:irange=tv'
  return ['format=yuv420p10le', `colorspace=all=bt709:${seen}:format=yuv420p`]
}

function aac(spec: AacSpec): string[] {
  return [
    ...['-c:a', 'aac', '-b:a', `${spec.bitRate}`, '-ar', `${spec.sampleRate}`],
    ...['-ac', `${spec.channels}`],
    // Sound that starts late is led in by silence, because there is no edit list to say so.
    ...['-af', 'aresample=async=1:first_pts=0'],
  ]
}
