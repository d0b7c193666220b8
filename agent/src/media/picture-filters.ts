import type { EncodeSpec } from './encode-spec.ts'
import type { Facts } from './facts.ts'
import type { Tools } from './find-tools.ts'
import type { Workshop } from './output-arguments.ts'

/** What happens to the pictures between decoder and encoder, in order. */
export function pictureFilters(workshop: Workshop, spec: EncodeSpec): string[] {
  const { facts, tools, encoder, captionsFile } = workshop
  return [
    ...(spec.isDeinterlaced ? ['bwdif=mode=send_frame'] : []),
    `fps=${spec.rate.num}/${spec.rate.den}:start_time=0`,
    `scale=${spec.width}:${spec.height}:flags=bicubic`,
    ...(spec.isToneMapped ? toneMap(facts, tools) : []),
    'setsar=1',
    ...(spec.captions && captionsFile ? [captionsFilter(captionsFile, spec)] : []),
    ...(encoder ? encoder.filters : ['format=yuv420p']),
  ]
}

/** Sizes are of 288 lines, whatever the video has; an upright video is narrow for its height. */
function captionsFilter(name: string, { width, height }: EncodeSpec): string {
  // The bottom fifth of an upright video lies under the platform's own buttons and words.
  const style = height > width ? 'FontSize=9,MarginV=64' : 'FontSize=16,MarginV=16'
  return `subtitles=filename=${name}:force_style='${style}'`
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
