import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { extname } from 'node:path'
import { type Box, bytesAt, isForeign } from '../media/mp4/box-walk.ts'
import { scanOpened } from '../media/mp4/boxes.ts'

/** What the container says about its own end, without decoding anything. */
export type Ending =
  | { kind: 'whole' }
  | { kind: 'broken'; reason: string }
  /** Nothing is missing by its own account, but there are gaps: it has to be decoded. */
  | { kind: 'doubtful' }
  /** Any first part of such a file looks whole: only long silence and decoding can tell. */
  | { kind: 'endless' }

const MP4_LIKE = new Set(['.mp4', '.mov', '.m4v'])
const NOT_COMPLETE: Ending = {
  kind: 'broken',
  reason: 'The file is not complete: a part of the video is missing.',
}
const WHOLE: Ending = { kind: 'whole' }

/** Reads headers and a few blocks of a quiet file. What is no known container is not judged. */
export async function endingOf(path: string): Promise<Ending> {
  // Without O_NONBLOCK, opening a pipe that replaced the file would wait for ever.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const { size } = await file.stat()
    const head = await bytesAt(file, 0, 400)
    return await saidBy({ file, path, size, head })
  } finally {
    await file.close()
  }
}

interface Opened {
  file: FileHandle
  path: string
  size: number
  head: Buffer
}

async function saidBy(opened: Opened): Promise<Ending> {
  const { file, path, size, head } = opened
  const magic = head.toString('latin1', 0, 4)
  if (magic === '\x1aE\xdf\xa3') return withoutGaps(opened, endingOfMatroska(head, size))
  if (magic === 'RIFF') return withoutGaps(opened, await endingOfRiff(file, size))
  if (isStream(head, magic)) return { kind: 'endless' }
  const { boxes, top, fault } = await scanOpened(file, size)
  if (fault) return { kind: 'broken', reason: fault }
  if (boxes.isMp4) return endingOfMp4(opened, top)
  if (!MP4_LIKE.has(extname(path).toLowerCase())) return WHOLE
  return { kind: 'broken', reason: 'The name says video, but what is inside is not one.' }
}

/** Transport and program streams, Flash, Ogg: made of packets, and over when no more come. */
function isStream(head: Buffer, magic: string): boolean {
  if (magic.startsWith('FLV') || magic === 'OggS' || magic === '\0\0\x01\xba') return true
  return [188, 192].some(step => {
    const from = step - 188
    return [0, 1].every(packet => head[from + packet * step] === 0x47)
  })
}

/** Matroska and WebM: the length of the segment is written when the recording ends. */
function endingOfMatroska(head: Buffer, size: number): Ending {
  const header = lengthAt(head, 4)
  if (!header || header.value === null) return NOT_COMPLETE
  const at = header.end + header.value
  if (head.length < at + 12 || head.readUInt32BE(at) !== 0x18538067) return NOT_COMPLETE
  const segment = lengthAt(head, at + 4)
  if (!segment) return NOT_COMPLETE
  if (segment.value === null) return { kind: 'endless' }
  const end = segment.end + segment.value
  if (end > size) return NOT_COMPLETE
  return end === size ? WHOLE : { kind: 'doubtful' }
}

/** A number as EBML writes it; all bits set means that it is not known. */
function lengthAt(bytes: Buffer, at: number): { value: number | null; end: number } | null {
  const first = bytes[at] ?? 0
  const width = Math.clz32(first) - 23
  if (width > 8 || bytes.length < at + width) return null
  let value = BigInt(first) & ((1n << BigInt(8 - width)) - 1n)
  for (let byte = 1; byte < width; byte += 1) value = (value << 8n) | BigInt(bytes[at + byte] ?? 0)
  const isKnown = value !== (1n << BigInt(7 * width)) - 1n
  return { value: isKnown ? Number(value) : null, end: at + width }
}

/** Each holds a gigabyte; a file of tiny ones must not keep us busy. */
const MOST_PARTS = 10_000

/** AVI: one RIFF after another up to the end, each with its length. */
async function endingOfRiff(file: FileHandle, size: number): Promise<Ending> {
  let at = 0
  for (let part = 0; at < size; part += 1) {
    if (part === MOST_PARTS) return { kind: 'broken', reason: 'It is made of too many parts.' }
    const head = await bytesAt(file, at, 8)
    if (head.length < 8) return NOT_COMPLETE
    if (head.toString('latin1', 0, 4) !== 'RIFF') return { kind: 'doubtful' }
    const length = head.readUInt32LE(4)
    // 0 and -1 stand there until the writer comes back to fill it in.
    if (length === 0 || length === 0xffffffff) return NOT_COMPLETE
    const end = at + 8 + length
    if (end > size) return NOT_COMPLETE
    // The filling byte after an odd length may be left out at the very end.
    at = end + (length % 2)
  }
  return WHOLE
}

async function endingOfMp4({ file, size }: Opened, top: readonly Box[]): Promise<Ending> {
  const boxes = top.filter(box => !isForeign(box, size))
  if (isEndless(boxes)) return { kind: 'endless' }
  for (const media of boxes.filter(box => box.type === 'mdat').slice(0, 8)) {
    if (await hasGap(file, media)) return { kind: 'doubtful' }
  }
  return WHOLE
}

/**
 * Does a first part of it look like the whole? So it is with fragments, unless their index, which
 * is written last, is there; and with pictures in a box that is open to the end.
 */
function isEndless(boxes: readonly Box[]): boolean {
  const hasFragments = boxes.some(box => box.type === 'moof')
  if (hasFragments) return boxes.at(-1)?.type !== 'mfra'
  return boxes.some(box => box.type === 'mdat' && box.isOpen)
}

/** The front is left out: writers reserve empty room there for an index. */
async function withoutGaps({ file, size }: Opened, ending: Ending): Promise<Ending> {
  const isDoubtful =
    ending.kind === 'whole' && (await hasGap(file, { start: Math.floor(size / 4), end: size }))
  return isDoubtful ? { kind: 'doubtful' } : ending
}

const SAMPLES = 32
const BLOCK_BYTES = 4096

/** Are blocks empty where pictures should be, as in a file that was given its size in advance? */
async function hasGap(file: FileHandle, range: { start: number; end: number }): Promise<boolean> {
  const room = range.end - range.start - BLOCK_BYTES
  if (room < BLOCK_BYTES) return false
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    const at = range.start + Math.floor((room * sample) / SAMPLES)
    const bytes = await bytesAt(file, at, BLOCK_BYTES)
    if (bytes.every(byte => byte === 0)) return true
  }
  return false
}
