import type { VideoFacts } from '../facts.ts'
import type { Tools } from '../tools/find-tools.ts'
import { EXACT } from './colours.ts'

// ITU-R BT.2408: white paper in HDR has 203 nits, and that is what standard white stands for.
// What phones record, and HLG by definition, ends at 1000. Up to half of white nothing changes,
// and what is brighter is pressed together; ITU-R BT.2390 comes to nearly the same.
const WHITE_NITS = 203
const PEAK_NITS = 1000
const KEPT = 0.5
const PEAK = PEAK_NITS / WHITE_NITS

/** HDR as a standard screen shows it: as bright as other videos, its lights pressed together. */
export function toneMapped(size: string, video: VideoFacts, { canToneMap }: Tools): string[] {
  const { isFullRange } = video.colour
  if (!canToneMap) return byTable(size, video)
  const transfer = video.hdr === 'pq' ? 'smpte2084' : 'arib-std-b67'
  const source = `tin=${transfer}:min=bt2020nc:pin=bt2020:rin=${isFullRange ? 'pc' : 'tv'}`
  return [
    `scale=${size}:flags=bicubic`,
    `zscale=${source}:t=linear:npl=${WHITE_NITS}`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    `tonemap=mobius:param=${KEPT}:peak=${PEAK.toFixed(3)}:desat=0`,
    'zscale=t=bt709:m=bt709:r=tv',
  ]
}

/** The same without zscale, which some builds leave out: each colour by itself, from a table. */
function byTable(size: string, { hdr, colour }: VideoFacts): string[] {
  const range = colour.isFullRange ? 'pc' : 'tv'
  const light = hdr === 'pq' ? PQ_LIGHT : HLG_LIGHT
  const table = `'st(0,min(1,val/maxval));st(1,(${light})/${WHITE_NITS});maxval*pow(${PRESSED},1/2.4)'`
  return [
    `scale=${size}:${EXACT}:in_color_matrix=bt2020:in_range=${range}`,
    ...['format=gbrp10le', `lutrgb=r=${table}:g=${table}:b=${table}`],
    `scale=${EXACT}:out_color_matrix=bt2020:out_range=tv`,
    'format=yuv444p10le',
    'colorspace=all=bt709:ispace=bt2020ncl:iprimaries=bt2020:itrc=bt709:irange=tv:format=yuv444p10',
  ]
}

// Nits of a signal in register 0: SMPTE ST 2084, and ARIB STD-B67 on a screen of 1000 nits.
const ROOT = 'pow(ld(0),1/78.84375)'
const PQ_LIGHT = `10000*pow(max(${ROOT}-0.8359375,0)/(18.8515625-18.6875*${ROOT}),1/0.1593017578)`
const SCENE = 'if(lte(ld(0),0.5),ld(0)*ld(0)/3,(exp((ld(0)-0.55991073)/0.17883277)+0.28466892)/12)'
const HLG_LIGHT = `${PEAK_NITS}*pow(${SCENE},1.2)`

/** The Möbius curve of FFmpeg's own filter, from register 1. */
const PRESSED = (() => {
  const a = (-(KEPT ** 2) * (PEAK - 1)) / (KEPT ** 2 - 2 * KEPT + PEAK)
  const b = (KEPT ** 2 - 2 * KEPT * PEAK + PEAK) / (PEAK - 1)
  const c = (b ** 2 + 2 * b * KEPT + KEPT ** 2) / (b - a)
  const [under, over] = [`ld(1)`, `${c.toFixed(6)}*(ld(1)${a.toFixed(6)})/(ld(1)+${b.toFixed(6)})`]
  return `min(1,if(lte(ld(1),${KEPT}),${under},${over}))`
})()
