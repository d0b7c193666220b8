import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import type { Facts } from '../facts.ts'
import { scanBoxes } from './boxes.ts'
import type { Movie, Part, Track } from './movie.ts'
import { chunksIn, partsIn, picturesIn, readMovie, runsIn, the } from './movie.ts'

export interface MoveIndex {
  readonly source: string
  readonly target: string
  readonly facts: Facts
  readonly signal?: AbortSignal | undefined
}

// EBU R37 lets sound be 60 ms late, and without an edit list the encoder's silence is heard first.
const LONGEST_PRIMING_S = 0.06
const LONGEST_TAIL_S = 0.14
const LARGEST_SHORT = 0xffff_ffff
const COPY_BYTES = 8 * 1024 * 1024

/**
 * Writes an MP4 anew with its index in front, without edit lists, dates, places and anything but
 * its pictures and sound. That needs no FFmpeg, which takes longer to start than this to run.
 * Answers what the new file is, or `null` when it is not as simple as that.
 */
export async function moveIndex(job: MoveIndex): Promise<Facts | null> {
  if (job.facts.container !== 'mp4' || job.facts.boxes?.hasCuts !== false) return null
  const source = await open(job.source, 'r')
  try {
    const movie = await readMovie(source)
    const build = movie && plannedIndex(movie, job.facts)
    if (!movie || !build) return null
    const target = await open(job.target, 'w+')
    try {
      await write(movie, build, { source, target, signal: job.signal })
    } finally {
      await target.close()
    }
    return await seenIn(job)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await source.close()
  }
}

type Build = (moved: (offset: number) => number, isLong: boolean) => Buffer

/** The new index but for where the media will lie; `null` when a track is out of the ordinary. */
function plannedIndex(movie: Movie, { video, audio }: Facts): Build | null {
  const { index, tracks } = movie
  const wanted = audio ? 2 : 1
  // Another track may tell where the phone was, and its samples lie among the pictures.
  if (tracks.length !== wanted || tracks[video.index]?.handler !== 'vide') return null
  if (audio && tracks[audio.index]?.handler !== 'soun') return null
  const header = the(movie.boxes, 'mvhd')
  const ticks = index.readUInt32BE(header.body + (index[header.body] === 1 ? 20 : 12))
  const shifts = tracks.map(track => startOf(movie, track, ticks))
  if (shifts.includes(null)) return null
  const ends = tracks.map(track => Math.round((track.duration / track.timescale) * ticks))
  return (moved, isLong) =>
    box('moov', [
      timed(index, header, Math.max(...ends)),
      ...tracks.map((track, at) => {
        const tables = tablesOf(movie, track, { shift: shifts[at] ?? 0, moved, isLong })
        return box('trak', [
          timed(index, the(track.parts, 'tkhd'), ends[at] ?? 0),
          box('mdia', mediaParts(index, track, tables)),
        ])
      }),
    ])
}

/** By how many ticks the pictures are to be moved so that they begin at 0 without an edit list. */
function startOf(movie: Movie, track: Track, movieTicks: number): number | null {
  const { index } = movie
  if (track.parts.some(part => part.type === 'tref')) return null
  const edit = editOf(index, track)
  if (edit === null) return null
  const seconds = edit.start / track.timescale
  const shownSeconds = edit.length === null ? null : edit.length / movieTicks
  const wholeSeconds = track.duration / track.timescale - seconds
  if (shownSeconds !== null && Math.abs(wholeSeconds - shownSeconds) > LONGEST_TAIL_S) return null
  if (track.handler === 'soun') return seconds <= LONGEST_PRIMING_S ? 0 : null
  let first = Number.POSITIVE_INFINITY
  for (const { pts } of picturesIn(movie, track, 64)) first = Math.min(first, pts)
  return first === edit.start ? first : null
}

/** Where the only edit begins; `null` for anything but one plain piece. */
function editOf(index: Buffer, { parts }: Track): { start: number; length: number | null } | null {
  const edts = parts.find(part => part.type === 'edts')
  if (!edts) return { start: 0, length: null }
  const list = edts.body + 8
  if (index.toString('latin1', edts.body + 4, list) !== 'elst') return null
  if (index.readUInt32BE(list + 4) !== 1) return null
  const isLong = index[list] === 1
  const length = isLong ? Number(index.readBigUInt64BE(list + 8)) : index.readUInt32BE(list + 8)
  const start = isLong ? Number(index.readBigInt64BE(list + 16)) : index.readInt32BE(list + 12)
  const rate = index.readUInt32BE(list + (isLong ? 24 : 16))
  return start < 0 || rate !== 0x1_0000 ? null : { start, length: length || null }
}

interface Change {
  readonly shift: number
  readonly moved: (offset: number) => number
  readonly isLong: boolean
}

const KEPT = new Set(['stsd', 'stts', 'stss', 'stsz', 'stz2', 'stsc', 'sgpd', 'sbgp', 'sdtp'])

function tablesOf(movie: Movie, track: Track, change: Change): Buffer[] {
  const { index } = movie
  const { tables } = track
  const kept = [...tables.values()].filter(part => KEPT.has(part.type))
  const offsets = tables.get('ctts')
  return [
    ...kept.map(part => (part.type === 'stsd' ? named(index, part) : whole(index, part))),
    ...(offsets ? [shifted(index, offsets, change.shift)] : []),
    chunks([...chunksIn(movie, track)], change),
  ]
}

const whole = (index: Buffer, { start, end }: Part) => index.subarray(start, end)

/** Apple's players, and Instagram, know HEVC in MP4 by one of its two names only. */
function named(index: Buffer, part: Part): Buffer {
  const copy = Buffer.from(whole(index, part))
  const [first] = partsIn(copy, 16, copy.length)
  if (first?.type === 'hev1') copy.write('hvc1', first.start + 4, 'latin1')
  return copy
}

function shifted(index: Buffer, offsets: Part, by: number): Buffer {
  const copy = Buffer.from(index.subarray(offsets.start, offsets.end))
  if (by === 0) return copy
  // Version 1 has offsets below zero, which pictures shown before they are decoded now have.
  copy[8] = 1
  let at = 16
  for (const [, offset] of runsIn(index, offsets)) {
    copy.writeInt32BE(offset - by, at + 4)
    at += 8
  }
  return copy
}

function chunks(offsets: readonly number[], { moved, isLong }: Change): Buffer {
  const table = Buffer.alloc(8 + offsets.length * (isLong ? 8 : 4))
  table.writeUInt32BE(offsets.length, 4)
  for (const [n, offset] of offsets.entries()) {
    if (isLong) table.writeBigUInt64BE(BigInt(moved(offset)), 8 + n * 8)
    else table.writeUInt32BE(moved(offset), 8 + n * 4)
  }
  return box(isLong ? 'co64' : 'stco', [table])
}

function mediaParts(index: Buffer, track: Track, tables: Buffer[]): Buffer[] {
  return track.media.flatMap(part => {
    if (part.type === 'mdhd') return [timed(index, part, null)]
    if (part.type === 'hdlr') return [whole(index, part)]
    if (part.type !== 'minf') return []
    const inner = partsIn(index, part.body, part.end)
    return [
      box(
        'minf',
        inner.map(it => (it.type === 'stbl' ? box('stbl', tables) : whole(index, it))),
      ),
    ]
  })
}

/** A header box without the times it was made and changed, and with another duration. */
function timed(index: Buffer, part: Part, duration: number | null): Buffer {
  const copy = Buffer.from(index.subarray(part.start, part.end))
  const isLong = copy[8] === 1
  copy.fill(0, 12, isLong ? 28 : 20)
  if (duration === null) return copy
  // In a track's header its number and a gap come first; in the movie's the ticks per second.
  const at = (isLong ? 28 : 20) + (part.type === 'tkhd' ? 8 : 4)
  if (isLong) copy.writeBigUInt64BE(BigInt(duration), at)
  else copy.writeUInt32BE(duration, at)
  return copy
}

function box(type: string, content: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(8 + content.reduce((total, part) => total + part.length, 0))
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, ...content])
}

const FTYP = box('ftyp', [Buffer.from('iso4\0\0\u0002\0iso4isomiso2mp41', 'latin1')])

interface Files {
  readonly source: FileHandle
  readonly target: FileHandle
  readonly signal: AbortSignal | undefined
}

async function write(movie: Movie, build: Build, files: Files): Promise<void> {
  const lengths = movie.media.map(({ body, end }) => end - body)
  const bytes = lengths.reduce((total, length) => total + length, 0)
  const isLong = bytes > LARGEST_SHORT - movie.index.length * 2
  const bare = build(() => 0, isLong).length
  const front = FTYP.length + bare + 16
  const moved = (offset: number) => {
    let before = front
    for (const { body, end } of movie.media) {
      if (offset >= body && offset < end) return before + offset - body
      before += end - body
    }
    throw new RangeError('A piece lies outside the media.')
  }
  const header = Buffer.alloc(16)
  header.writeUInt32BE(1)
  header.write('mdat', 4)
  header.writeBigUInt64BE(BigInt(16 + bytes), 8)
  await files.target.write(Buffer.concat([FTYP, build(moved, isLong), header]))
  for (const { body, end } of movie.media) await copy(files, body, end)
}

async function copy({ source, target, signal }: Files, from: number, to: number): Promise<void> {
  const buffer = Buffer.allocUnsafe(Math.min(COPY_BYTES, to - from))
  for (let at = from; at < to; ) {
    signal?.throwIfAborted()
    const { bytesRead } = await source.read(buffer, 0, Math.min(buffer.length, to - at), at)
    if (bytesRead === 0) throw new RangeError('The file became shorter.')
    await target.write(buffer, 0, bytesRead)
    at += bytesRead
  }
}

/** What was written, read back: the boxes anew, and pictures and sound as they were. */
async function seenIn({ target, facts }: MoveIndex): Promise<Facts | null> {
  const boxes = await scanBoxes(target)
  const file = await open(target, 'r')
  try {
    const movie = await readMovie(file)
    const { size } = await file.stat()
    if (!movie) return null
    const lengths = movie.tracks.map(track => (track.duration / track.timescale) * 1000)
    const codecTag = facts.video.codec === 'hevc' ? 'hvc1' : facts.video.codecTag
    const start = { ...facts.video, codecTag, startMs: 0 }
    const durationMs = Math.max(...lengths)
    return { ...facts, boxes, sizeBytes: size, durationMs, video: start, place: 'none' }
  } finally {
    await file.close()
  }
}
