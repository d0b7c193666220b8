import { join } from 'node:path'
import fc from 'fast-check'
import type { Kind } from './kind.ts'
import type { Rgb, Stage } from './look.ts'
import { picturesIn, receivedFrom, shapeOf } from './look.ts'

interface Paint {
  readonly format: keyof typeof FORMATS
  readonly size: readonly [width: number, height: number]
  /** Of the four quarters. */
  readonly colours: readonly [Rgb, Rgb, Rgb, Rgb]
}

const MOV_RLE = ['-c:v', 'qtrle']
const FFV1 = ['-c:v', 'ffv1']
const tagged = (matrix: string, range = 'tv') => [...['-colorspace', matrix, '-color_range', range]]
const written = (matrix: string, range = 'tv', format = 'yuv444p') =>
  `scale=out_color_matrix=${matrix}:out_range=${range}:flags=accurate_rnd,format=${format}`

/** How a recorder may write colours down; `near`: how far its own rounding may be off. */
const FORMATS = {
  'RGB in AVI': { ending: 'avi', vf: 'format=bgr24', how: ['-c:v', 'huffyuv'], near: 2 },
  'RGB in H.264': {
    ending: 'mp4',
    vf: 'format=gbrp',
    how: ['-c:v', 'libx264rgb', '-qp', '0'],
    near: 2,
  },
  'RGB in MOV': { ending: 'mov', vf: 'format=rgb24', how: MOV_RLE, near: 2 },
  'RGB in Matroska': {
    ending: 'mkv',
    vf: 'format=gbrp',
    how: [...FFV1, '-pix_fmt', 'bgr0'],
    near: 2,
  },
  'BT.709': { ending: 'mkv', vf: written('bt709'), how: [...FFV1, ...tagged('bt709')], near: 3 },
  'BT.709, full': {
    ...{ ending: 'mkv', vf: written('bt709', 'pc'), near: 3 },
    how: [...FFV1, ...tagged('bt709', 'pc')],
  },
  'BT.601': {
    ending: 'mkv',
    vf: written('bt601'),
    how: [...FFV1, ...tagged('smpte170m')],
    near: 4,
  },
  'BT.601, 10 bit': {
    ...{ ending: 'mkv', vf: written('bt601', 'tv', 'yuv422p10le'), near: 4 },
    how: [...FFV1, ...tagged('smpte170m')],
  },
  'BT.601, full': {
    ...{ ending: 'mkv', vf: written('bt601', 'pc'), near: 4 },
    how: [...FFV1, ...tagged('bt470bg', 'pc')],
  },
  JPEG: {
    ...{ ending: 'avi', vf: written('bt601', 'pc', 'yuvj444p'), near: 4 },
    how: ['-c:v', 'mjpeg', '-q:v', '1'],
  },
} as const

async function painted({ studio, name }: Stage, { format, size, colours }: Paint) {
  const { ending, vf, how } = FORMATS[format]
  const [width, height] = size
  const target = join(studio.folder, `painted-${name}.${ending}`)
  const boxes = colours.map((colour, at) => {
    const [x, y] = [(at % 2) * (width / 2), Math.floor(at / 2) * (height / 2)]
    const hex = Buffer.from(colour).toString('hex')
    return `drawbox=x=${x}:y=${y}:w=${width / 2}:h=${height / 2}:color=0x${hex}:t=fill`
  })
  const source = `color=black:s=${width}x${height}:r=10:d=0.4,format=gbrp,${boxes.join(',')}`
  await studio.ffmpeg('-f', 'lavfi', '-i', source, '-vf', vf, ...how, target)
  return target
}

const STANDARD = {
  ...{ color_space: 'bt709', color_primaries: 'bt709', color_transfer: 'bt709' },
  color_range: 'tv',
}

async function wrong(stage: Stage, paint: Paint): Promise<string[]> {
  const source = await painted(stage, paint)
  const { near } = FORMATS[paint.format]
  const found: string[] = []
  for (const { platform, path, plan } of await receivedFrom(stage, source)) {
    if (plan.kind !== 'encode') continue
    const shape = await shapeOf(stage, path)
    for (const [tag, wanted] of Object.entries(STANDARD)) {
      const said = shape[tag as keyof typeof STANDARD]
      if (said !== wanted) found.push(`${platform}: ${tag} is ${said}.`)
    }
    const [picture = []] = await picturesIn(stage, path, { columns: 2, rows: 2 })
    for (const [at, wanted] of paint.colours.entries()) {
      const seen = picture[at] ?? [0, 0, 0]
      const isNear = wanted.every((value, n) => Math.abs(value - (seen[n] ?? 0)) <= near)
      if (!isNear) found.push(`${platform} shows ${wanted} as ${seen}.`)
    }
  }
  return found
}

const anyColour = fc.tuple(...([0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })) as Channels))
type Channels = [fc.Arbitrary<number>, fc.Arbitrary<number>, fc.Arbitrary<number>]

const BARS: Paint['colours'] = [
  [224, 0, 0],
  [0, 192, 0],
  [0, 0, 224],
  [192, 128, 96],
]
const HD = [1280, 720] as const

export const colours: Kind<Paint> = {
  name: 'colours',
  known: (['RGB in AVI', 'RGB in H.264', 'BT.601', 'BT.601, 10 bit', 'JPEG'] as const).map(
    format => [`is ${format}`, { format, size: HD, colours: BARS }] as const,
  ),
  any: fc.record({
    format: fc.constantFrom(...(Object.keys(FORMATS) as Paint['format'][])),
    size: fc.constantFrom([1280, 720], [720, 1280], [640, 480], [720, 576]),
    colours: fc.tuple(anyColour, anyColour, anyColour, anyColour),
  }),
  wrong,
}
