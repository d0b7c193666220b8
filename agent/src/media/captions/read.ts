import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { HOUR_MS, MINUTE_MS } from '../../lib/durations.ts'
import { holdsPlace, isTelemetry } from './telemetry.ts'

/** What a creator wrote beside a video, checked and in one form. */
export interface Captions {
  readonly kind: 'captions'
  readonly cues: readonly Cue[]
  /** The captions as SubRip text, written anew from what was understood. */
  readonly srt: string
  /** Of that text, so it stays the same however the file was encoded. */
  readonly sha256: string
}

export interface Cue {
  readonly startMs: number
  readonly endMs: number
  readonly text: string
}

export type ReadCaptions = Captions | { readonly kind: 'unusable'; readonly reason: string }

const LARGEST_BYTES = 2_000_000
const MOST_CUES = 20_000

/** Reads and checks a caption file; what cannot be used is said in a sentence. */
export async function readCaptions(path: string): Promise<ReadCaptions> {
  const bytes = await bytesOf(path)
  if (typeof bytes === 'string') return unusable(bytes)
  const text = decoded(bytes)
  if (text === null) return unusable('The captions are not written in UTF-8 or UTF-16.')
  const cues = cuesIn(text)
  if (typeof cues === 'string') return unusable(cues)
  if (isTelemetry(cues)) return unusable('It is what a camera noted, and no captions.')
  if (cues.some(cue => holdsPlace(cue.text))) return unusable(HOLDS_PLACE)
  const srt = srtOf(cues)
  const sha256 = createHash('sha256').update(srt).digest('hex')
  return { kind: 'captions', cues, srt, sha256 }
}

const HOLDS_PLACE = 'The captions hold a place (latitude and longitude), which is never published.'
const ENOUGH_BYTES = 65_536

/** Did a drone or a camera write this file? Its first part tells; an hour of it is large. */
export async function isTelemetryFile(path: string): Promise<boolean> {
  const head = await bytesOf(path, { most: ENOUGH_BYTES })
  if (typeof head === 'string') return false
  const text = new TextDecoder(encodingOf(head)).decode(head)
  // The last block may be cut in the middle.
  const blocks = blocksIn(text).slice(0, head.length < ENOUGH_BYTES ? undefined : -1)
  return isTelemetry(blocks.map(({ lines }) => ({ text: lines.join('\n') })))
}

async function bytesOf(path: string, { most = 0 } = {}): Promise<Uint8Array | string> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return 'The captions cannot be read.'
  try {
    const { size } = await file.stat()
    if (!most && size > LARGEST_BYTES) return 'The captions are larger than 2 MB.'
    const length = most ? Math.min(most, size) : size
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function encodingOf([first, second]: Uint8Array) {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

const CLOCK = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`
const TIMING = new RegExp(`^\\s*${CLOCK}\\s*-->\\s*${CLOCK}(?:\\s.*)?$`)

function cuesIn(text: string): Cue[] | string {
  if (text.includes('\0')) return 'The captions hold bytes that no text has.'
  const cues: Cue[] = []
  for (const { timing, lines } of blocksIn(text)) {
    const cue = cueOf(timing, lines)
    if (!cue) return `The captions have a time that cannot be read: “${timing.slice(0, 60)}”.`
    if (cue.text !== '') cues.push(cue)
  }
  if (cues.length === 0) return 'The file holds no captions.'
  if (cues.length > MOST_CUES) return `The file holds more than ${MOST_CUES} captions.`
  return cues.sort((a, b) => a.startMs - b.startMs)
}

function blocksIn(text: string): { timing: string; lines: string[] }[] {
  const blocks = text.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n/)
  return blocks.flatMap(block => {
    const lines = block.split('\n')
    const at = lines.findIndex(line => line.includes('-->'))
    return at < 0 ? [] : [{ timing: lines[at] ?? '', lines: lines.slice(at + 1) }]
  })
}

function cueOf(timing: string, lines: string[]): Cue | null {
  const found = TIMING.exec(timing)
  if (!found) return null
  const [startMs, endMs] = [msOf(found.slice(1, 5)), msOf(found.slice(5, 9))]
  return endMs > startMs ? { startMs, endMs, text: lines.join('\n').trim() } : null
}

function msOf(parts: (string | undefined)[]): number {
  const [hours = 0, minutes = 0, seconds = 0] = parts.slice(0, 3).map(part => Number(part ?? 0))
  return (hours * 3600 + minutes * 60 + seconds) * 1000 + Number((parts[3] ?? '').padEnd(3, '0'))
}

function srtOf(cues: readonly Cue[]): string {
  const block = ({ startMs, endMs, text }: Cue, at: number) =>
    `${at + 1}\n${clock(startMs)} --> ${clock(endMs)}\n${text}\n`
  return cues.map(block).join('\n')
}

function clock(ms: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const [hours, minutes] = [two(ms / HOUR_MS), two((ms / MINUTE_MS) % 60)]
  return `${hours}:${minutes}:${two((ms / 1000) % 60)},${String(ms % 1000).padStart(3, '0')}`
}

function unusable(reason: string): ReadCaptions {
  return { kind: 'unusable', reason }
}
