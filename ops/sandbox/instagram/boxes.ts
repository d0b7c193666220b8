import { type FileHandle, open } from 'node:fs/promises'

export interface BoxFacts {
  /** Types of the outermost boxes, in the order of the file. */
  order: string[]
  hasEditLists: boolean
  /** A box says it goes on after the end of the file. */
  isCutShort: boolean
}

interface Box {
  type: string
  bodyAt: number
  endsAt: number
}

/** Walks the boxes of an MP4 or MOV file without reading its media. */
export async function scanBoxes(path: string): Promise<BoxFacts> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const outer = await boxesBetween(file, 0, size)
    const moov = outer.find(box => box.type === 'moov' && box.endsAt <= size)
    return {
      order: outer.map(box => box.type),
      hasEditLists: moov ? await hasEditLists(file, moov) : false,
      isCutShort: outer.some(box => box.endsAt > size),
    }
  } finally {
    await file.close()
  }
}

async function hasEditLists(file: FileHandle, moov: Box): Promise<boolean> {
  for (const track of await boxesBetween(file, moov.bodyAt, moov.endsAt)) {
    if (track.type !== 'trak') continue
    const inside = await boxesBetween(file, track.bodyAt, track.endsAt)
    if (inside.some(box => box.type === 'edts')) return true
  }
  return false
}

async function boxesBetween(file: FileHandle, start: number, end: number): Promise<Box[]> {
  const found: Box[] = []
  let at = start
  while (at + 8 <= end) {
    const box = await boxAt(file, at, end)
    if (!box) break
    found.push(box)
    at = box.endsAt
  }
  return found
}

async function boxAt(file: FileHandle, at: number, end: number): Promise<Box | undefined> {
  const head = Buffer.alloc(16)
  const { bytesRead } = await file.read(head, 0, 16, at)
  const type = head.toString('latin1', 4, 8)
  const short = head.readUInt32BE(0)
  const isLong = short === 1 && bytesRead === 16
  const size = isLong ? Number(head.readBigUInt64BE(8)) : short
  // A size of zero means "to the end of the file".
  if (size === 0) return { type, bodyAt: at + 8, endsAt: end }
  if (size < (isLong ? 16 : 8)) return undefined
  return { type, bodyAt: at + (isLong ? 16 : 8), endsAt: at + size }
}
