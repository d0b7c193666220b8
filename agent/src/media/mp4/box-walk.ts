import type { FileHandle } from 'node:fs/promises'

/** Where one box of an MP4 lies, and never what is in it. */
export interface Box {
  readonly type: string
  readonly start: number
  readonly body: number
  readonly end: number
  /** It has no length of its own and goes on to the end of the file, wherever that is. */
  readonly isOpen: boolean
}

/** A day of live recording has fewer; a file of nothing but tiny boxes must not keep us busy. */
const MOST_BOXES = 200_000
/** Tiny boxes lie side by side, so that one read serves many. */
const WINDOW_BYTES = 16_384

export class Crowded extends RangeError {}

/** Goes over the boxes of one file. What it may spend is for the file, not for each call. */
export class BoxWalk {
  #left = MOST_BOXES
  #from = 0
  #window: Buffer = Buffer.alloc(0)

  constructor(private readonly file: FileHandle) {}

  /** The boxes between two positions, one after the other. */
  async boxes(from: number, to: number): Promise<Box[]> {
    const boxes: Box[] = []
    for (let at = from; at < to; ) {
      if (this.#left === 0) throw new Crowded('The file is made of more boxes than a video has.')
      this.#left -= 1
      const box = boxFrom(await this.#headerAt(at), at, to)
      boxes.push(box)
      at = box.end
    }
    return boxes
  }

  async #headerAt(at: number): Promise<Buffer> {
    if (at < this.#from || at + HEADER_BYTES > this.#from + this.#window.length) {
      this.#window = await bytesAt(this.file, at, WINDOW_BYTES)
      this.#from = at
    }
    return this.#window.subarray(at - this.#from, at - this.#from + HEADER_BYTES)
  }
}

const HEADER_BYTES = 16

/** A box that is cut off, or is none, ends one byte past its parent and so is never whole. */
function boxFrom(header: Buffer, start: number, parentEnd: number): Box {
  const type = header.toString('latin1', 4, 8)
  const broken = { type, start, body: start + 8, end: parentEnd + 1, isOpen: false }
  if (header.length < 8 || start + 8 > parentEnd) return broken
  const short = header.readUInt32BE(0)
  if (short === 0) return { ...broken, end: parentEnd, isOpen: true }
  if (short !== 1) return short < 8 ? broken : { ...broken, end: start + short }
  if (header.length < 16) return broken
  const long = Number(header.readBigUInt64BE(8))
  return long < 16 ? broken : { ...broken, body: start + 16, end: start + long }
}

/** The boxes between two positions, by a walk of their own. */
export const boxesIn = (file: FileHandle, from: number, to: number) =>
  new BoxWalk(file).boxes(from, to)

/** As many of the wanted bytes as the file has there. */
export async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

const OF_A_MOVIE = new Set(
  (
    'ftyp moov mdat free skip wide pnot styp sidx ssix moof mfra mfro meta uuid udta prft emsg ' +
    'pdin bloc'
  ).split(' '),
)

/** Does a movie begin with it? */
export const isFirst = (box: Box | undefined) =>
  ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide', 'pnot', 'styp', 'sidx'].includes(box?.type ?? '')

/** Bytes after the last box that are no box: phones, cameras and downloads leave some. */
export const isForeign = (box: Box, size: number) => box.end > size && !OF_A_MOVIE.has(box.type)
