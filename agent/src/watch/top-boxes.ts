import type { FileHandle } from 'node:fs/promises'

/** Where one box of an MP4 lies; only those of the top level, and never what is in them. */
export interface TopBox {
  type: string
  start: number
  end: number
  /** It has no length of its own and goes on to the end of the file, wherever that is. */
  isOpen: boolean
}

// A file of nothing but tiny boxes must not keep us busy; real ones have a handful per second.
const MOST_BOXES = 200_000

/** The top level of an MP4 that is known to be whole. */
export async function topBoxes(file: FileHandle, size: number): Promise<TopBox[]> {
  const boxes: TopBox[] = []
  for (let at = 0; at + 8 <= size && boxes.length < MOST_BOXES; ) {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, at)
    const type = buffer.toString('latin1', 4, 8)
    const short = buffer.readUInt32BE(0)
    const length = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short
    const isOpen = short === 0
    const end = isOpen || length < 8 ? size : Math.min(size, at + length)
    boxes.push({ type, start: at, end, isOpen })
    at = end
  }
  return boxes
}

/**
 * Does a first part of it look like the whole? So it is with fragments, unless their index, which
 * is written last, is there; and with pictures in a box that is open to the end.
 */
export function isEndless(boxes: readonly TopBox[]): boolean {
  const hasFragments = boxes.some(box => box.type === 'moof')
  if (hasFragments) return boxes.at(-1)?.type !== 'mfra'
  return boxes.some(box => box.type === 'mdat' && box.isOpen)
}
