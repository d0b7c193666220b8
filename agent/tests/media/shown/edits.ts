import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Studio } from '../clips.ts'
import { BITS, bars, numberIn } from './counted.ts'
import type { Kind } from './kind.ts'
import type { Stage } from './look.ts'
import { picturesIn, receivedFrom } from './look.ts'
import { type Piece, withPieces } from './surgery.ts'

interface Trim {
  readonly pieces: readonly Piece[]
  readonly codec: 'h264' | 'h264 in order' | 'hevc'
}

const FPS = 25
const PICTURES = 80
const picture = (n: number) => n / FPS

const CODECS = {
  h264: ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2'],
  'h264 in order': ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '0'],
  hevc: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'],
}

/** Counts for 3.2 seconds, which every platform takes as they are. */
function counted(studio: Studio, codec: Trim['codec']): Promise<string> {
  return studio.clip(`counted-${codec}.mp4`, async (target, { ffmpeg }) => {
    const pictures = bars({ rate: FPS, pictures: PICTURES })
    const tone = `sine=f=440:sample_rate=48000:duration=${picture(PICTURES)}`
    await ffmpeg.call(
      studio,
      '-f',
      'lavfi',
      '-i',
      pictures,
      '-f',
      'lavfi',
      '-i',
      tone,
      ...[
        ...[
          ...CODECS[codec],
          '-crf',
          '12',
          '-g',
          '20',
          '-c:a',
          'aac',
          '-colorspace',
          'bt709',
          target,
        ],
      ],
    )
  })
}

async function trimmed({ studio, name }: Stage, { codec, pieces }: Trim): Promise<string> {
  const path = join(studio.folder, `trimmed-${name}.mp4`)
  await writeFile(path, withPieces(await readFile(await counted(studio, codec)), pieces))
  return path
}

/** The numbers of the pictures that a player shows. */
function shownBy(pieces: readonly Piece[]): Set<number> {
  const shown = new Set<number>()
  for (const { from, seconds } of pieces) {
    if (from === null) continue
    for (let n = 0; n < PICTURES; n++) {
      if (picture(n) > from - 0.001 && picture(n) < from + seconds - 0.001) shown.add(n)
    }
  }
  return shown
}

async function wrong(stage: Stage, trim: Trim): Promise<string[]> {
  const source = await trimmed(stage, trim)
  const wanted = shownBy(trim.pieces)
  const found: string[] = []
  for (const { platform, path, plan } of await receivedFrom(stage, source)) {
    const stored = await picturesIn(stage, path, { columns: BITS, rows: 1 })
    const numbers = stored.map(numberIn)
    const extra = numbers.filter(n => !wanted.has(n))
    const lost = [...wanted].filter(n => !numbers.includes(n))
    if (extra.length > 0) found.push(`${platform} (${plan.kind}) received ${extra} that were cut.`)
    if (lost.length > 0) found.push(`${platform} (${plan.kind}) did not receive ${lost}.`)
    if (plan.kind === 'untouched' && wanted.size < PICTURES) {
      found.push(`${platform} received the file with all that was cut.`)
    }
  }
  return found
}

const anyPiece = fc
  .record({ from: fc.integer({ min: 0, max: 60 }), length: fc.integer({ min: 8, max: 80 }) })
  .map(({ from, length }) => ({
    from: picture(from),
    seconds: picture(Math.min(length, PICTURES - from)),
  }))

export const edits: Kind<Trim> = {
  name: 'an edit list',
  known: [
    ['cuts the end away', { codec: 'h264', pieces: [{ from: 0, seconds: 1.6 }] }],
    ['cuts the last pictures away', { codec: 'h264', pieces: [{ from: 0, seconds: 3.04 }] }],
    ['cuts one picture away', { codec: 'h264 in order', pieces: [{ from: 0, seconds: 3.16 }] }],
    ['cuts both ends away', { codec: 'h264', pieces: [{ from: 0.64, seconds: 1.6 }] }],
    ['cuts nothing', { codec: 'h264', pieces: [{ from: 0, seconds: 3.2 }] }],
    [
      'shows two pieces',
      {
        codec: 'h264',
        pieces: [
          { from: 0.4, seconds: 0.8 },
          { from: 2, seconds: 0.8 },
        ],
      },
    ],
    [
      'shows two pieces that begin with pictures stored in another order',
      {
        codec: 'h264',
        pieces: [
          { from: 0.48, seconds: 0.56 },
          { from: 1.92, seconds: 0.44 },
        ],
      },
    ],
  ],
  any: fc.record({
    codec: fc.constantFrom('h264', 'h264 in order', 'hevc'),
    pieces: fc.oneof(fc.tuple(anyPiece), fc.tuple(anyPiece), fc.tuple(anyPiece, anyPiece)),
  }),
  wrong,
}
