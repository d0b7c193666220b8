import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Boxes } from './facts.ts'

export interface Box {
  readonly type: string
  readonly start: number
  readonly body: number
  readonly end: number
}

const NOT_MP4: Boxes = {
  isMp4: false,
  isWhole: false,
  isFaststart: false,
  hasEditList: false,
  hasCuts: false,
}

const TOP_LEVEL = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'sidx'])

// An encoder's own start delay: three pictures at 23 fps, or the 2112 samples of Apple's AAC.
const LONGEST_START_DELAY_MS = 140

/** Reads the box headers of an MP4 or MOV, never its media, and says whether the file is whole. */
export async function scanBoxes(path: string): Promise<Boxes> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const top = await boxesIn(file, 0, size)
    if (!TOP_LEVEL.has(top[0]?.type ?? '')) return NOT_MP4
    const moov = top.find(box => box.type === 'moov')
    const media = top.find(box => box.type === 'mdat')
    const edits = moov && moov.end <= size ? await editsIn(file, moov) : []
    return {
      isMp4: true,
      isWhole: Boolean(moov && media) && top.at(-1)?.end === size,
      isFaststart: Boolean(moov && media && moov.start < media.start),
      hasEditList: edits.length > 0,
      hasCuts: edits.some(Boolean),
    }
  } finally {
    await file.close()
  }
}

/** The boxes between two positions, one after the other. */
export async function boxesIn(file: FileHandle, from: number, to: number): Promise<Box[]> {
  const boxes: Box[] = []
  for (let at = from; at < to; ) {
    const box = await boxAt(file, at, to)
    boxes.push(box)
    at = box.end
  }
  return boxes
}

/** A box that is cut off, or is none, ends one byte past its parent and so is never whole. */
async function boxAt(file: FileHandle, start: number, parentEnd: number): Promise<Box> {
  const header = await bytesAt(file, start, 16)
  const type = header.toString('latin1', 4, 8)
  const broken = { type, start, body: start + 8, end: parentEnd + 1 }
  if (header.length < 8 || start + 8 > parentEnd) return broken
  const short = header.readUInt32BE(0)
  if (short === 0) return { type, start, body: start + 8, end: parentEnd }
  if (short !== 1) return short < 8 ? broken : { type, start, body: start + 8, end: start + short }
  if (header.length < 16) return broken
  const long = Number(header.readBigUInt64BE(8))
  return long < 16 ? broken : { type, start, body: start + 16, end: start + long }
}

/** One entry per edit list: does it cut? */
async function editsIn(file: FileHandle, moov: Box): Promise<boolean[]> {
  const children = await boxesIn(file, moov.body, moov.end)
  const edits: boolean[] = []
  for (const track of children.filter(box => box.type === 'trak')) {
    const parts = await boxesIn(file, track.body, track.end)
    const edit = parts.find(box => box.type === 'edts')
    const list = edit && (await boxesIn(file, edit.body, edit.end)).find(box => box.type === 'elst')
    if (list) edits.push(isCut(await bytesAt(file, list.body, 64), await timescale(file, parts)))
  }
  return edits
}

async function timescale(file: FileHandle, track: Box[]): Promise<number> {
  const media = track.find(box => box.type === 'mdia')
  const parts = media ? await boxesIn(file, media.body, media.end) : []
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

/** As many of the wanted bytes as the file has there. */
export async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}
