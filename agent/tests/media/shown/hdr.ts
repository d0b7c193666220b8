import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Kind } from './kind.ts'
import type { Rgb, Stage } from './look.ts'
import { picturesIn, receivedFrom } from './look.ts'

interface Lights {
  readonly transfer: 'smpte2084' | 'arib-std-b67'
  readonly isFullRange: boolean
  /** Whether FFmpeg has its own filters for it. */
  readonly canToneMap: boolean
  /** Of the four quarters: colours of BT.709 as light, of which 1 is white paper. */
  readonly colours: readonly [Light, Light, Light, Light]
}

type Light = readonly [red: number, green: number, blue: number]

const WHITE_NITS = 203
const PEAK_NITS = 1000
const [WIDTH, HEIGHT] = [640, 368]
/** Of 255: how far curves may lie apart that all look right. */
const NEAR = { grey: 14, pale: 21, paleByTable: 35 }

async function recorded({ studio, name }: Stage, lights: Lights): Promise<string> {
  const target = join(studio.folder, `hdr-${name}.mkv`)
  const raw = `${target}.yuv`
  await writeFile(raw, frameOf(lights))
  const matrix = `in_color_matrix=bt2020:out_color_matrix=bt2020:in_range=pc:out_range=${lights.isFullRange ? 'pc' : 'tv'}`
  await studio.ffmpeg(
    ...['-f', 'rawvideo', '-pix_fmt', 'rgb48le', '-s', `${WIDTH}x${HEIGHT}`, '-i', raw],
    ...['-vf', `loop=4:1,setpts=N/10/TB,scale=${matrix}:flags=accurate_rnd,format=yuv444p10le`],
    ...['-r', '10', '-c:v', 'ffv1', '-color_trc', lights.transfer, '-color_primaries', 'bt2020'],
    ...['-colorspace', 'bt2020nc', '-color_range', lights.isFullRange ? 'pc' : 'tv', target],
  )
  return target
}

function frameOf({ transfer, colours }: Lights): Buffer {
  const codes = colours.map(colour => signalOf(wide(colour), transfer).map(it => it * 65_535))
  const frame = new Uint16Array(WIDTH * HEIGHT * 3)
  for (let at = 0; at < WIDTH * HEIGHT; at++) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)]
    const quarter = (y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1)
    frame.set((codes[quarter] ?? []).map(Math.round), at * 3)
  }
  return Buffer.from(frame.buffer)
}

/** ITU-R BT.2087. */
const wide = ([r, g, b]: Light): Light => [
  0.6274 * r + 0.3293 * g + 0.0433 * b,
  0.0691 * r + 0.9195 * g + 0.0114 * b,
  0.0164 * r + 0.088 * g + 0.8956 * b,
]

function signalOf(light: Light, transfer: Lights['transfer']): number[] {
  const nits = light.map(it => it * WHITE_NITS)
  return transfer === 'smpte2084' ? nits.map(pq) : hlg(nits as unknown as Light)
}

/** SMPTE ST 2084. */
function pq(nits: number): number {
  const light = (nits / 10_000) ** 0.1593017578
  return ((0.8359375 + 18.8515625 * light) / (1 + 18.6875 * light)) ** 78.84375
}

function nitsOfPq(signal: number): number {
  const root = signal ** (1 / 78.84375)
  const light = Math.max(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
  return 10_000 * light ** (1 / 0.1593017578)
}

/** ITU-R BT.2100 on a screen of 1000 nits. */
function hlg(nits: Light): number[] {
  const shown = nits.map(it => it / PEAK_NITS) as unknown as Light
  const luma = 0.2627 * shown[0] + 0.678 * shown[1] + 0.0593 * shown[2]
  const gain = luma > 0 ? luma ** (1 / 1.2 - 1) : 0
  return shown.map(it => {
    const scene = Math.min(1, it * gain)
    if (scene <= 1 / 12) return Math.sqrt(3 * scene)
    return 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073
  })
}

/** ITU-R BT.2390's curve from the peak of HDR to standard white, for the brightest of the three. */
function reference(light: Light): Rgb {
  const most = Math.max(...light, 1e-6)
  const gain = pressed(most * WHITE_NITS) / WHITE_NITS / most
  const codes = light.map(it => Math.round(255 * Math.min(1, it * gain) ** (1 / 2.4)))
  return codes as unknown as Rgb
}

function pressed(nits: number): number {
  const peak = pq(PEAK_NITS)
  const [at, limit] = [Math.min(1, pq(nits) / peak), pq(WHITE_NITS) / peak]
  const knee = 1.5 * limit - 0.5
  if (at < knee) return nits
  const t = (at - knee) / (1 - knee)
  const kept = (2 * t ** 3 - 3 * t ** 2 + 1) * knee
  const slope = (t ** 3 - 2 * t ** 2 + t) * (1 - knee)
  return nitsOfPq((kept + slope + (3 * t ** 2 - 2 * t ** 3) * limit) * peak)
}

const BLACK: Rgb = [0, 0, 0]
const lumaOf = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

async function wrong(stage: Stage, lights: Lights): Promise<string[]> {
  const { canToneMap, colours } = lights
  const tools = { ...stage.tools, canToneMap: canToneMap && stage.tools.canToneMap }
  const found: string[] = []
  const source = await recorded(stage, lights)
  for (const { platform, path, plan } of await receivedFrom({ ...stage, tools }, source)) {
    if (plan.kind !== 'encode') continue
    const [picture = []] = await picturesIn(stage, path, { columns: 2, rows: 2 })
    for (const [at, light] of colours.entries()) {
      const [seen, wanted]: readonly [Rgb, Rgb] = [picture[at] ?? BLACK, reference(light)]
      const off = Math.abs(lumaOf(seen) - lumaOf(wanted))
      // A table presses each colour by itself: what is bright and colourful becomes paler.
      const pale = tools.canToneMap ? NEAR.pale : NEAR.paleByTable
      const near = light.every(it => it === light[0]) ? NEAR.grey : pale
      if (off > near) found.push(`${platform} shows ${wanted} as ${seen}.`)
    }
  }
  return found
}

const anyGrey = fc.double({ min: 0.02, max: 4.5, noNaN: true }).map(it => [it, it, it] as const)
const part = fc.double({ min: 0.2, max: 1, noNaN: true })
const anyPale = fc
  .record({ r: part, g: part, b: part, light: fc.double({ min: 0.1, max: 1.5, noNaN: true }) })
  .map(({ r, g, b, light }) => [r * light, g * light, b * light] as const)

/** Grey cards and white paper, as BT.2408 has them, and what shines. */
const CARDS: Lights['colours'] = [
  [0.13, 0.13, 0.13],
  [1, 1, 1],
  [3, 3, 3],
  [0.55, 0.32, 0.22],
]
const shown = (transfer: Lights['transfer'], canToneMap: boolean): Lights => ({
  ...{ transfer, canToneMap, isFullRange: false, colours: CARDS },
})

export const hdr: Kind<Lights> = {
  name: 'high dynamic range',
  known: [
    ['is PQ', shown('smpte2084', true)],
    ['is HLG', shown('arib-std-b67', true)],
    ['is PQ, without zscale', shown('smpte2084', false)],
    ['is HLG, without zscale', shown('arib-std-b67', false)],
  ],
  any: fc.record({
    transfer: fc.constantFrom('smpte2084', 'arib-std-b67'),
    isFullRange: fc.boolean(),
    canToneMap: fc.boolean(),
    colours: fc.tuple(anyGrey, anyGrey, anyPale, anyPale),
  }),
  wrong,
}
