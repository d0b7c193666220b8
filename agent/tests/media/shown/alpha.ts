import { join } from 'node:path'
import fc from 'fast-check'
import type { Kind } from './kind.ts'
import type { Rgb, Stage } from './look.ts'
import { picturesIn, receivedFrom } from './look.ts'

interface Sheet {
  readonly format: keyof typeof FORMATS
  readonly colour: Rgb
  /** How opaque each third is, of 255. */
  readonly opacity: readonly [number, number, number]
}

const PRORES = ['-c:v', 'prores_ks', '-profile:v', '4444', '-pix_fmt', 'yuva444p10le']
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '2M']
const written = (format: string, matrix = 'bt709') =>
  `scale=out_color_matrix=${matrix}:out_range=tv,format=${format}`

const FORMATS = {
  // Its encoder says nothing about colours, and small pictures are then taken for television's.
  ProRes: { ending: 'mov', vf: written('yuva444p10le', 'bt601'), how: PRORES },
  WebM: { ending: 'webm', vf: written('yuva420p'), how: [...VP9, '-auto-alt-ref', '0'] },
  'RGB in MOV': { ending: 'mov', vf: 'format=argb', how: ['-c:v', 'qtrle'] },
  'PNG pictures': { ending: 'mov', vf: 'format=rgba', how: ['-c:v', 'png'] },
} as const
const TAGS = ['-colorspace', 'bt709', '-color_range', 'tv']
const WIDTH = 360

async function drawn({ studio, name }: Stage, { format, colour, opacity }: Sheet) {
  const { ending, vf, how } = FORMATS[format]
  const target = join(studio.folder, `sheet-${name}.${ending}`)
  const [left, middle, right] = opacity
  const third = `a='if(lt(X,${WIDTH / 3}),${left},if(lt(X,${(WIDTH / 3) * 2}),${middle},${right}))'`
  const hex = Buffer.from(colour).toString('hex')
  const base = `color=0x${hex}:s=${WIDTH}x360:r=10:d=0.4,format=rgba`
  const source = `${base},geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':${third}`
  const tags = vf.startsWith('scale') ? TAGS : []
  await studio.ffmpeg('-f', 'lavfi', '-i', source, '-vf', vf, ...how, ...tags, target)
  return target
}

// Coding blurs the colours of these small pictures a little.
const NEAR = 8

async function wrong(stage: Stage, sheet: Sheet): Promise<string[]> {
  const found: string[] = []
  for (const { platform, path, plan } of await receivedFrom(stage, await drawn(stage, sheet))) {
    if (plan.kind !== 'encode') {
      found.push(`${platform} (${plan.kind}) received what is hidden.`)
      continue
    }
    const [picture = []] = await picturesIn(stage, path, { columns: 3, rows: 1 })
    for (const [at, opacity] of sheet.opacity.entries()) {
      const wanted = sheet.colour.map(value => Math.round((value * opacity) / 255))
      const seen = picture[at] ?? [0, 0, 0]
      const isNear = wanted.every((value, n) => Math.abs(value - (seen[n] ?? 0)) <= NEAR)
      if (!isNear) found.push(`${platform} shows ${seen}, not ${wanted}.`)
    }
  }
  return found
}

const anyByte = fc.integer({ min: 0, max: 255 })

export const alpha: Kind<Sheet> = {
  name: 'transparency',
  known: (Object.keys(FORMATS) as Sheet['format'][]).map(
    format =>
      [`is in ${format}`, { format, colour: [224, 32, 32], opacity: [0, 128, 255] }] as const,
  ),
  any: fc.record({
    format: fc.constantFrom(...(Object.keys(FORMATS) as Sheet['format'][])),
    colour: fc.tuple(anyByte, anyByte, anyByte),
    opacity: fc.tuple(anyByte, anyByte, anyByte),
  }),
  wrong,
}
