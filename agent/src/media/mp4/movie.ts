import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Packet } from '../probe/packets.ts'
import { type Box, boxesIn, bytesAt, isForeign } from './box-walk.ts'

/** The index of an MP4, read into memory: what lies where, and when it is shown. */
export interface Movie {
  readonly index: Buffer
  readonly boxes: readonly Part[]
  readonly media: readonly Box[]
  readonly tracks: readonly Track[]
}

/** A box inside the index, `start` being its header's first byte. */
export interface Part {
  readonly type: string
  readonly start: number
  readonly body: number
  readonly end: number
}

export interface Track {
  readonly handler: string
  readonly timescale: number
  readonly duration: number
  readonly parts: readonly Part[]
  readonly media: readonly Part[]
  readonly tables: ReadonlyMap<string, Part>
}

const LARGEST_INDEX = 64_000_000

/** Reads the index of a whole, unfragmented MP4; `null` when it is none or is broken. */
export async function readMovie(file: FileHandle): Promise<Movie | null> {
  const { size } = await file.stat()
  const top = await boxesIn(file, 0, size)
  const moov = top.find(box => box.type === 'moov')
  const isCutOff = (box: Box) => box.end > size && !isForeign(box, size)
  const isPlain = !top.some(box => box.type === 'moof' || isCutOff(box))
  if (!moov || !isPlain || moov.end - moov.start > LARGEST_INDEX) return null
  const index = await bytesAt(file, moov.body, moov.end - moov.body)
  try {
    const boxes = partsIn(index, 0, index.length)
    if (boxes.some(box => box.type === 'mvex' || box.type === 'cmov')) return null
    const tracks = boxes.filter(box => box.type === 'trak').map(box => trackIn(index, box))
    return { index, boxes, media: top.filter(box => box.type === 'mdat'), tracks }
  } catch (error) {
    // Every read is bounds-checked, so a lying size ends here and not in a wrong answer.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Tracks have some dozens; each costs memory, and a list of tiny ones is made to cost much. */
const MOST_PARTS = 10_000

export function partsIn(index: Buffer, from: number, to: number): Part[] {
  const parts: Part[] = []
  for (let at = from; at + 8 <= to; ) {
    if (parts.length === MOST_PARTS) throw new RangeError('There are too many boxes.')
    const size = index.readUInt32BE(at)
    if (size < 8 || at + size > to) throw new RangeError('A box is larger than what holds it.')
    const type = index.toString('latin1', at + 4, at + 8)
    parts.push({ type, start: at, body: at + 8, end: at + size })
    at += size
  }
  return parts
}

function trackIn(index: Buffer, trak: Part): Track {
  const parts = partsIn(index, trak.body, trak.end)
  const media = inside(index, parts, 'mdia')
  const header = the(media, 'mdhd')
  const isLong = index[header.body] === 1
  const tables = inside(index, inside(index, media, 'minf'), 'stbl')
  const handler = the(media, 'hdlr').body + 8
  return {
    handler: index.toString('latin1', handler, handler + 4),
    timescale: index.readUInt32BE(header.body + (isLong ? 20 : 12)) || 1,
    duration: isLong
      ? Number(index.readBigUInt64BE(header.body + 24))
      : index.readUInt32BE(header.body + 16),
    ...{ parts, media, tables: new Map(tables.map(part => [part.type, part])) },
  }
}

const inside = (index: Buffer, parts: readonly Part[], type: string) => {
  const { body, end } = the(parts, type)
  return partsIn(index, body, end)
}

/** The one box of a type that has to be there. */
export function the(parts: readonly Part[], type: string): Part {
  const part = parts.find(it => it.type === type)
  if (!part) throw new RangeError(`There is no ${type}.`)
  return part
}

/** Pairs of a count and a value, as `stts` and `ctts` hold them. */
export function* runsIn(index: Buffer, part: Part | undefined): Generator<[number, number]> {
  if (!part) return
  const isSigned = part.type === 'ctts' && index[part.body] === 1
  const count = index.readUInt32BE(part.body + 4)
  for (let at = part.body + 8; at < part.body + 8 + count * 8; at += 8) {
    if (at + 8 > part.end) throw new RangeError('A table is longer than its box.')
    yield [
      index.readUInt32BE(at),
      isSigned ? index.readInt32BE(at + 4) : index.readUInt32BE(at + 4),
    ]
  }
}

/** Where the pieces of a track begin in the file. */
export function* chunksIn({ index }: Movie, { tables }: Track): Generator<number> {
  const part = tables.get('stco') ?? the([...tables.values()], 'co64')
  const width = part.type === 'co64' ? 8 : 4
  const count = index.readUInt32BE(part.body + 4)
  const end = part.body + 8 + count * width
  if (end > part.end) throw new RangeError('A table is longer than its box.')
  for (let at = part.body + 8; at < end; at += width) {
    yield width === 8 ? Number(index.readBigUInt64BE(at)) : index.readUInt32BE(at)
  }
}

/** Where the media of a track lies, one piece for each chunk. */
export function* piecesOfMedia(movie: Movie, track: Track) {
  const { index } = movie
  const { tables } = track
  const sizes = the([...tables.values()], 'stsz').body
  const same = index.readUInt32BE(sizes + 4)
  const runs = the([...tables.values()], 'stsc')
  const count = index.readUInt32BE(runs.body + 4)
  let [run, sample, chunk] = [0, 0, 0]
  for (const start of chunksIn(movie, track)) {
    chunk += 1
    // Each run names the first chunk of the next; a lying table ends in a RangeError.
    while (run + 1 < count && index.readUInt32BE(runs.body + 8 + (run + 1) * 12) <= chunk) run += 1
    const samples = index.readUInt32BE(runs.body + 8 + run * 12 + 4)
    let end = start + (same ? same * samples : 0)
    for (let n = 0; same === 0 && n < samples; n++) {
      end += index.readUInt32BE(sizes + 12 + (sample + n) * 4)
    }
    sample += samples
    yield { start, end }
  }
}

/** Does everything that the index names lie in media that the file has to its end? */
export async function hasAllMedia(file: FileHandle): Promise<boolean> {
  try {
    const movie = await readMovie(file)
    if (!movie) return false
    const pieces = movie.tracks.map(track => [...chunksIn(movie, track)])
    const isThere = (at: number) => movie.media.some(({ body, end }) => at >= body && at < end)
    return pieces.some(track => track.length > 0) && pieces.every(track => track.every(isThere))
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The pictures of a track in the order they are stored, in ticks; not more than `most`. */
export function* picturesIn({ index }: Movie, { tables }: Track, most: number) {
  const offsets = runsIn(index, tables.get('ctts'))
  const keys = keysIn(index, tables.get('stss'))
  let [left, offset] = [0, 0]
  let [at, dts] = [0, 0]
  for (const [count, delta] of runsIn(index, tables.get('stts'))) {
    for (let n = 0; n < count; n++) {
      while (left === 0) {
        const next = offsets.next()
        ;[left, offset] = next.done ? [Number.POSITIVE_INFINITY, 0] : next.value
      }
      if (at === most) return
      left -= 1
      at += 1
      yield { dts, pts: dts + offset, isKey: keys?.has(at) ?? true }
      dts += delta
    }
  }
}

/** Numbers of the pictures that stand alone, from 1; `null` when all do. */
function keysIn(index: Buffer, part: Part | undefined): Set<number> | null {
  if (!part) return null
  const count = index.readUInt32BE(part.body + 4)
  if (part.body + 8 + count * 4 > part.end) throw new RangeError('A table is longer than its box.')
  return new Set(Array.from({ length: count }, (_, n) => index.readUInt32BE(part.body + 8 + n * 4)))
}

const MOST_PACKETS = 500_000

/** The packets of a track between the given times; `null` when the index does not tell. */
export async function packetsFromIndex(
  path: string,
  at: number,
  windows: readonly (readonly [fromMs: number, toMs: number])[],
): Promise<Packet[] | null> {
  const file = await open(path, 'r')
  try {
    const movie = await readMovie(file)
    const track = movie?.tracks[at]
    if (!movie || track?.handler !== 'vide') return null
    const packets: Packet[] = []
    for (const { pts, isKey } of picturesIn(movie, track, MOST_PACKETS)) {
      const ptsMs = (pts / track.timescale) * 1000
      if (windows.some(([from, to]) => ptsMs >= from && ptsMs <= to)) packets.push({ ptsMs, isKey })
    }
    return packets.length > 0 ? packets : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await file.close()
  }
}
