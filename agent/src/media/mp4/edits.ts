import { open } from 'node:fs/promises'
import type { Movie, Track } from './movie.ts'
import { picturesIn, readMovie, the } from './movie.ts'

/** What an MP4 shows of what is stored in it. */
export interface Edits {
  /** Pictures are left out, repeated, or shown at another speed. */
  readonly hasPictureCuts: boolean
  readonly hasSoundCuts: boolean
  /** Put together from pieces in another order, at another speed, or with gaps between them. */
  readonly isPieced: boolean
  readonly hasPieces: boolean
  /** How many pictures are stored; all are shown where nothing is cut. */
  readonly pictures: number
  /** From the first stored picture to the last. */
  readonly spanMs: number
}

interface Piece {
  readonly length: number
  /** In ticks of the track; -1 for a gap. */
  readonly start: number
  readonly rate: number
}

// Encoders lead sound in by silence that the list hides, 2112 samples at Apple's, and fill up
// the last block; more than that was heard by somebody.
const LONGEST_PADDING_S = 0.14
const MOST_PICTURES = 5_000_000
/** Nobody joins more by hand, and each is held against every picture. */
const MOST_PIECES = 100
const USUAL_RATE = 0x1_0000

/** Holds edit lists against the stored pictures; `null` when the index is not a plain one. */
export async function readEdits(path: string, at: WantedTracks): Promise<Edits | null> {
  const file = await open(path, 'r')
  try {
    const movie = await readMovie(file)
    const video = movie?.tracks[at.video]
    if (!movie || video?.handler !== 'vide') return null
    const sounds = at.sounds.flatMap(index => movie.tracks[index] ?? [])
    const hasSoundCuts = sounds.some(track => isSoundCut(movie, track))
    const lists = [video, ...sounds].map(track => piecesOf(movie, track))
    return {
      ...picturesShown(movie, video),
      hasSoundCuts,
      isPieced: !lists.every(isInOrder) || !isCutCleanly(movie, video),
      hasPieces: lists.some(pieces => pieces.filter(({ start }) => start >= 0).length > 1),
    }
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await file.close()
  }
}

export interface WantedTracks {
  readonly video: number
  readonly sounds: readonly number[]
}

function picturesShown(
  movie: Movie,
  track: Track,
): Omit<Edits, 'hasSoundCuts' | 'isPieced' | 'hasPieces'> {
  let [first, last, pictures] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const { pts } of picturesIn(movie, track, MOST_PICTURES)) {
    first = Math.min(first, pts)
    last = Math.max(last, pts)
    pictures += 1
  }
  const spanMs = pictures > 0 ? ((last - first) / track.timescale) * 1000 : 0
  const pieces = piecesOf(movie, track)
  if (pieces.length === 0) return { pictures, spanMs, hasPictureCuts: false }
  const shown = onePiece(pieces)
  if (!shown) return { pictures, spanMs, hasPictureCuts: true }
  const end = shown.start + lengthOf(movie, track, shown)
  return { pictures, spanMs, hasPictureCuts: first < shown.start || last >= end }
}

function isSoundCut(movie: Movie, track: Track): boolean {
  const pieces = piecesOf(movie, track)
  if (pieces.length === 0) return false
  const shown = onePiece(pieces)
  if (!shown) return true
  const after = track.duration - shown.start - lengthOf(movie, track, shown)
  return Math.max(shown.start, after) / track.timescale > LONGEST_PADDING_S
}

/** One piece, or several of which each begins behind the one before. */
function isInOrder(pieces: readonly Piece[]): boolean {
  const shown = pieces[0]?.start === -1 ? pieces.slice(1) : pieces
  return shown.every(({ start, rate }, at) => {
    const before = shown[at - 1]
    return start >= 0 && rate === USUAL_RATE && (!before || before.start < start)
  })
}

/**
 * FFmpeg counts a piece from the first of its pictures to be decoded. Where they are stored in
 * another order than they are shown, pieces come out displaced unless all begin alike.
 */
function isCutCleanly(movie: Movie, track: Track): boolean {
  const shown = piecesOf(movie, track).filter(({ start }) => start >= 0)
  if (shown.length < 2) return true
  if (shown.length > MOST_PIECES) return false
  let waiting = shown.map(({ start, ...rest }) => {
    return { start, end: start + lengthOf(movie, track, { start, ...rest }) }
  })
  const ahead = new Set<number>()
  for (const { dts, pts } of picturesIn(movie, track, MOST_PICTURES)) {
    const begun = waiting.filter(({ start, end }) => pts >= start && pts < end)
    if (begun.length === 0) continue
    for (const { start } of begun) ahead.add(start - dts)
    waiting = waiting.filter(piece => !begun.includes(piece))
  }
  return ahead.size < 2
}

/** The only piece that is shown, after a gap or none; `null` when there is more to the list. */
function onePiece(pieces: readonly Piece[]): Piece | null {
  const shown = pieces[0]?.start === -1 ? pieces.slice(1) : pieces
  const [piece] = shown
  const isPlain = shown.length === 1 && piece && piece.start >= 0 && piece.rate === USUAL_RATE
  return isPlain ? piece : null
}

function lengthOf({ index, boxes }: Movie, { timescale }: Track, { length }: Piece): number {
  // A list without a length shows all that is there.
  if (length === 0) return Number.POSITIVE_INFINITY
  const header = the(boxes, 'mvhd').body
  return (length / index.readUInt32BE(header + (index[header] === 1 ? 20 : 12))) * timescale
}

function piecesOf({ index }: Movie, { parts }: Track): Piece[] {
  const edts = parts.find(part => part.type === 'edts')
  if (!edts) return []
  const list = edts.body + 8
  if (index.toString('latin1', edts.body + 4, list) !== 'elst') return []
  const isLong = index[list] === 1
  const step = isLong ? 20 : 12
  const count = index.readUInt32BE(list + 4)
  if (list + 8 + count * step > edts.end) throw new RangeError('A list is longer than its box.')
  return Array.from({ length: count }, (_, n) => {
    const at = list + 8 + n * step
    return {
      length: isLong ? Number(index.readBigUInt64BE(at)) : index.readUInt32BE(at),
      start: isLong ? Number(index.readBigInt64BE(at + 8)) : index.readInt32BE(at + 4),
      rate: index.readUInt32BE(at + (isLong ? 16 : 8)),
    }
  })
}
