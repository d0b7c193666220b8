import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Boxes } from '../facts.ts'
import { type Box, BoxWalk, bytesAt, Crowded, isFirst, isForeign } from './box-walk.ts'
import { hasAllMedia } from './movie.ts'

const NOT_MP4: Boxes = {
  isMp4: false,
  isWhole: false,
  isFaststart: false,
  hasEditList: false,
  hasCuts: false,
  isPieced: false,
}

// An encoder's own start delay: three pictures at 23 fps, or the 2112 samples of Apple's AAC.
const LONGEST_START_DELAY_MS = 140

/** What the boxes of a file come to. */
export interface Scan {
  readonly boxes: Boxes
  /** Those of the top level. */
  readonly top: readonly Box[]
  /** Why it is no whole MP4, though it is one; for the creator. */
  readonly fault: string | null
}

/** Reads the box headers of an MP4 or MOV, never its media, and says whether the file is whole. */
export async function scanBoxes(path: string): Promise<Boxes> {
  return (await scanFile(path)).boxes
}

export async function scanFile(path: string): Promise<Scan> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    return await scanOpened(file, size)
  } finally {
    await file.close()
  }
}

/** The same of a file that is open. */
export async function scanOpened(file: FileHandle, size: number): Promise<Scan> {
  try {
    return await scanned(file, size)
  } catch (error) {
    if (!(error instanceof Crowded)) throw error
    return { boxes: { ...NOT_MP4, isMp4: true }, top: [], fault: error.message }
  }
}

async function scanned(file: FileHandle, size: number): Promise<Scan> {
  const walk = new BoxWalk(file)
  const top = await walk.boxes(0, size)
  if (!isFirst(top[0])) return { boxes: NOT_MP4, top, fault: null }
  const moov = top.find(box => box.type === 'moov')
  const media = top.find(box => box.type === 'mdat')
  const edits = moov && moov.end <= size ? await editsIn({ file, walk }, moov) : []
  const isWhole = Boolean(moov && media) && (await endsWhole(file, top, size))
  const boxes = {
    isMp4: true,
    isWhole,
    isFaststart: Boolean(moov && media && moov.start < media.start),
    hasEditList: edits.length > 0,
    hasCuts: edits.some(Boolean),
    isPieced: false,
  }
  return { boxes, top, fault: isWhole ? null : INCOMPLETE }
}

const INCOMPLETE = 'The file is not complete: a part of the video is missing.'

/** Do the boxes end where the file does, or is what follows them nothing that the index needs? */
async function endsWhole(file: FileHandle, top: readonly Box[], size: number): Promise<boolean> {
  const last = top.at(-1)
  if (!last || !isForeign(last, size)) return last?.end === size
  // Each fragment is complete in itself, and how many there should be is said nowhere.
  return top.some(box => box.type === 'moof') || hasAllMedia(file)
}

interface Opened {
  readonly file: FileHandle
  readonly walk: BoxWalk
}

/** One entry per edit list: does it cut? */
async function editsIn({ file, walk }: Opened, moov: Box): Promise<boolean[]> {
  const children = await walk.boxes(moov.body, moov.end)
  const edits: boolean[] = []
  for (const track of children.filter(box => box.type === 'trak')) {
    const parts = await walk.boxes(track.body, track.end)
    const edit = parts.find(box => box.type === 'edts')
    const list = edit && (await walk.boxes(edit.body, edit.end)).find(box => box.type === 'elst')
    if (!list) continue
    edits.push(isCut(await bytesAt(file, list.body, 64), await timescale({ file, walk }, parts)))
  }
  return edits
}

async function timescale({ file, walk }: Opened, track: Box[]): Promise<number> {
  const media = track.find(box => box.type === 'mdia')
  const parts = media ? await walk.boxes(media.body, media.end) : []
  const header = parts.find(box => box.type === 'mdhd')
  if (!header) return 1
  const bytes = await bytesAt(file, header.body, 24)
  if (bytes.length < 24) return 1
  return bytes.readUInt32BE(bytes[0] === 1 ? 20 : 12) || 1
}

function isCut(list: Buffer, ticksPerSecond: number): boolean {
  const count = list.length < 8 ? 0 : list.readUInt32BE(4)
  const isLong = list[0] === 1
  const starts: number[] = []
  for (let entry = 0; entry < Math.min(count, 2); entry++) {
    const at = 8 + entry * (isLong ? 20 : 12) + (isLong ? 8 : 4)
    if (at + (isLong ? 8 : 4) > list.length) return true
    starts.push(isLong ? Number(list.readBigInt64BE(at)) : list.readInt32BE(at))
  }
  // -1 is an empty edit: the track starts later, and nothing of it is hidden.
  const shown = starts.filter(start => start !== -1)
  if (count > 2 || shown.length > 1) return true
  return ((shown[0] ?? 0) / ticksPerSecond) * 1000 > LONGEST_START_DELAY_MS
}
