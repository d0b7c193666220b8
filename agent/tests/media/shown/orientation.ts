import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Studio } from '../clips.ts'
import type { Kind } from './kind.ts'
import type { Rgb, Stage } from './look.ts'
import { picturesIn, receivedFrom, shapeOf } from './look.ts'
import { withMatrix } from './surgery.ts'

interface Turn {
  /** Where the horizontal and the vertical go: a b, c d. */
  readonly matrix: readonly [number, number, number, number]
  readonly size: readonly [width: number, height: number]
}

const ORIENTATIONS = {
  'is upright': [1, 0, 0, 1],
  'is turned right': [0, 1, -1, 0],
  'is upside down': [-1, 0, 0, -1],
  'is turned left': [0, -1, 1, 0],
  'is mirrored': [-1, 0, 0, 1],
  'is mirrored upside down': [1, 0, 0, -1],
  'is mirrored and turned right': [0, 1, 1, 0],
  'is mirrored and turned left': [0, -1, -1, 0],
} as const

const CORNERS = { r: [255, 0, 0], g: [0, 255, 0], b: [0, 0, 255], w: [255, 255, 255] } as const
type Corner = keyof typeof CORNERS

/** Red, green, blue and white corners, in the order they are stored. */
function corners(studio: Studio, [width, height]: Turn['size']): Promise<string> {
  return studio.clip(`corners-${width}x${height}.mp4`, target => {
    const [w, h] = [width / 2, height / 2]
    const fill = (x: number, y: number, colour: string) =>
      `drawbox=x=${x}:y=${y}:w=${w}:h=${h}:color=${colour}:t=fill`
    const boxes = [fill(0, 0, 'red'), fill(w, 0, 'lime'), fill(0, h, 'blue'), fill(w, h, 'white')]
    const source = `color=black:s=${width}x${height}:r=24:d=3.2,format=gbrp,${boxes.join(',')}`
    const colours = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'
    const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
    return studio.ffmpeg(
      ...['-f', 'lavfi', '-i', source, '-vf', colours],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', ...tags, target],
    )
  })
}

async function wrong(stage: Stage, { matrix, size }: Turn): Promise<string[]> {
  const { studio, name } = stage
  const [width, height] = size
  const source = join(studio.folder, `turned-${name}.mp4`)
  await writeFile(
    source,
    withMatrix(await readFile(await corners(studio, size)), matrix, { width, height }),
  )
  const found: string[] = []
  const wanted = seenThrough(matrix)
  for (const { platform, path, plan } of await receivedFrom(stage, source)) {
    const [picture = []] = await picturesIn(stage, path, { columns: 2, rows: 2 })
    const seen = picture.map(nearest).join('')
    if (seen !== wanted) found.push(`${platform} (${plan.kind}) shows ${seen}, not ${wanted}.`)
    const [a, b, c, d] = matrix
    const { side_data_list = [] } = await shapeOf(stage, path)
    if (a * d - b * c < 0 && side_data_list.length > 0) {
      found.push(`${platform} (${plan.kind}) has to mirror it.`)
    }
  }
  return found
}

function seenThrough([a, b, c, d]: Turn['matrix']): string {
  const stored: readonly (readonly [Corner, number, number])[] = [
    ['r', -1, -1],
    ['g', 1, -1],
    ['b', -1, 1],
    ['w', 1, 1],
  ]
  const shown = stored.map(([corner, x, y]) => ({ corner, x: a * x + c * y, y: b * x + d * y }))
  return shown
    .toSorted((one, other) => one.y - other.y || one.x - other.x)
    .map(({ corner }) => corner)
    .join('')
}

function nearest(colour: Rgb): string {
  const distance = (corner: Corner) =>
    colour.reduce((sum, value, at) => sum + Math.abs(value - (CORNERS[corner][at] ?? 0)), 0)
  return (['r', 'g', 'b', 'w'] as const).toSorted((x, y) => distance(x) - distance(y))[0] ?? ''
}

export const orientation: Kind<Turn> = {
  name: 'a display matrix',
  known: Object.entries(ORIENTATIONS).map(
    ([name, matrix]) => [name, { matrix, size: [400, 368] }] as const,
  ),
  any: fc.record({
    matrix: fc.constantFrom(...Object.values(ORIENTATIONS)),
    size: fc.constantFrom([400, 368], [368, 400], [640, 360], [128, 96]),
  }),
  wrong,
}
