import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Place } from '../facts.ts'
import { type Box, BoxWalk, bytesAt, Crowded } from './box-walk.ts'
import { type Movie, piecesOfMedia, readMovie, type Track } from './movie.ts'

/** What is overwritten with noughts. */
export interface Blank {
  /** Of the box that becomes a free one; `null` for media. */
  readonly box: number | null
  readonly start: number
  readonly end: number
}

export interface Places {
  readonly place: Place
  /** All that is neither pictures nor sound, where any of it says where the camera was. */
  readonly blanks: readonly Blank[]
}

// Names under which phones, cameras and drones keep coordinates: Apple's and Android's texts,
// 3GPP's box, XMP, and the tracks of GoPro, Google, DJI and Sony.
const WHERE = /\xa9xyz|loci|location|gps|gpmf|gpmd|camm|djmd|rtmd/i
const MOST_BYTES = 4_000_000
const KEPT_TRACKS = new Set(['vide', 'soun', 'tmcd', 'clcp'])

export async function readPlaces(path: string): Promise<Places> {
  const file = await open(path, 'r')
  try {
    return await placesIn(file)
  } finally {
    await file.close()
  }
}

/** Where an MP4 says where it was recorded. */
export async function placesIn(file: FileHandle): Promise<Places> {
  try {
    const { size } = await file.stat()
    const found = await notesIn({ file, walk: new BoxWalk(file) }, size)
    if (!found.some(({ saysWhere }) => saysWhere)) return { place: 'none', blanks: [] }
    return await blanksFor(file, found)
  } catch (error) {
    if (!(error instanceof Crowded)) throw error
    return { place: 'none', blanks: [] }
  }
}

interface Note {
  readonly box: Box
  readonly saysWhere: boolean
  /** It claims to go on behind what holds it, so that it cannot be told from its neighbours. */
  readonly isTooLong: boolean
}

interface Opened {
  readonly file: FileHandle
  readonly walk: BoxWalk
}

/** Boxes with words or tables beside the film, and tracks that are neither seen nor heard. */
async function notesIn(opened: Opened, size: number): Promise<Note[]> {
  const { walk } = opened
  const top = await walk.boxes(0, size)
  const notes = await wordsIn(opened, top, size)
  const moov = top.find(box => box.type === 'moov')
  if (!moov || moov.end > size) return notes
  const boxes = await walk.boxes(moov.body, moov.end)
  notes.push(...(await wordsIn(opened, boxes, moov.end)))
  for (const track of boxes.filter(box => box.type === 'trak')) {
    const parts = await walk.boxes(track.body, track.end)
    const handler = await handlerOf(opened, parts)
    const isKept = handler === null || KEPT_TRACKS.has(handler)
    if (isKept) notes.push(...(await wordsIn(opened, parts, track.end)))
    else notes.push(await noteOf(opened.file, track, moov.end))
  }
  return notes
}

async function wordsIn({ file }: Opened, boxes: readonly Box[], end: number): Promise<Note[]> {
  const notes: Note[] = []
  for (const box of boxes) {
    if (!/^(udta|meta|uuid)$/.test(box.type)) continue
    const note = await noteOf(file, box, end)
    // A box of another maker's may say that the pictures are all round.
    if (box.type !== 'uuid' || note.saysWhere) notes.push(note)
  }
  return notes
}

async function noteOf(file: FileHandle, box: Box, end: number): Promise<Note> {
  const bytes = await bytesAt(file, box.start, Math.min(box.end - box.start, MOST_BYTES))
  return { box, saysWhere: WHERE.test(bytes.toString('latin1')), isTooLong: box.end > end }
}

async function handlerOf({ file, walk }: Opened, parts: readonly Box[]): Promise<string | null> {
  const media = parts.find(box => box.type === 'mdia')
  const inside = media ? await walk.boxes(media.body, media.end) : []
  const handler = inside.find(box => box.type === 'hdlr')
  return handler ? (await bytesAt(file, handler.body + 8, 4)).toString('latin1') : null
}

async function blanksFor(file: FileHandle, notes: readonly Note[]): Promise<Places> {
  if (notes.some(({ isTooLong }) => isTooLong)) return { place: 'within', blanks: [] }
  const blanks = notes.map(({ box: { start, body, end } }) => ({ box: start, start: body, end }))
  if (!notes.some(({ box }) => box.type === 'trak')) return { place: 'apart', blanks }
  const movie = await readMovie(file)
  const media = movie && mediaOfOthers(movie)
  return media ? { place: 'apart', blanks: [...blanks, ...media] } : { place: 'within', blanks: [] }
}

/** Where the media of those tracks lies; `null` where it cannot be told from pictures or sound. */
function mediaOfOthers(movie: Movie): Blank[] | null {
  try {
    const isKept = ({ handler }: Track) => KEPT_TRACKS.has(handler)
    const all = movie.tracks.flatMap(track => {
      return [...piecesOfMedia(movie, track)].map(piece => ({ ...piece, isKept: isKept(track) }))
    })
    const pieces = all.filter(({ start, end }) => end > start).toSorted((a, b) => a.start - b.start)
    const isApart = pieces.every((piece, at) => piece.start >= (pieces[at - 1]?.end ?? 0))
    const isMedia = pieces.every(({ start, end }) =>
      movie.media.some(box => start >= box.body && end <= box.end),
    )
    if (!isApart || !isMedia) return null
    return pieces
      .filter(piece => !piece.isKept)
      .map(({ start, end }) => ({ box: null, start, end }))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
