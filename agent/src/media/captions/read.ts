import { createHash } from 'node:crypto'
import { open, readdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

/** What a creator wrote beside a video, checked and in one form. */
export interface Captions {
  readonly kind: 'captions'
  readonly cues: readonly Cue[]
  /** A language tag such as `en`, where the file's name says it. */
  readonly language: string | null
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
const TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i

/** The caption file that lies beside a video: same name, or with a language (`clip.en.srt`). */
export async function captionsBeside(videoPath: string): Promise<string | null> {
  const stem = stemOf(videoPath)
  const entries = await readdir(dirname(videoPath), { withFileTypes: true }).catch(() => [])
  const names = entries.filter(entry => entry.isFile()).map(entry => entry.name)
  const found = names
    .filter(name => /\.(srt|vtt)$/i.test(name) && isFor(stem, stemOf(name)))
    // The plain name comes before one with a language, and then the alphabet decides.
    .sort((a, b) => stemOf(a).length - stemOf(b).length || (a < b ? -1 : 1))
  return found[0] === undefined ? null : join(dirname(videoPath), found[0])
}

const stemOf = (path: string) => basename(path, extname(path))

function isFor(video: string, captions: string): boolean {
  // One file system keeps the same name composed, another decomposed.
  const [stem, name] = [video.normalize('NFC'), captions.normalize('NFC')]
  return name === stem || (name.startsWith(`${stem}.`) && TAG.test(name.slice(stem.length + 1)))
}

/** Reads and checks a caption file; what cannot be used is said in a sentence. */
export async function readCaptions(path: string): Promise<ReadCaptions> {
  const bytes = await bytesOf(path)
  if (typeof bytes === 'string') return unusable(bytes)
  const text = decoded(bytes)
  if (text === null) return unusable('The captions are not written in UTF-8 or UTF-16.')
  const cues = cuesIn(text)
  if (typeof cues === 'string') return unusable(cues)
  const srt = srtOf(cues)
  const sha256 = createHash('sha256').update(srt).digest('hex')
  const tag = extname(stemOf(path)).slice(1)
  return { kind: 'captions', cues, language: TAG.test(tag) ? tag : null, srt, sha256 }
}

async function bytesOf(path: string): Promise<Uint8Array | string> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return 'The captions cannot be read.'
  try {
    const { size } = await file.stat()
    if (size > LARGEST_BYTES) return 'The captions are larger than 2 MB.'
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  const encoding = isWide ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const CLOCK = String.raw`(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})`
const TIMES = new RegExp(`^\\s*${CLOCK}\\s*-->\\s*${CLOCK}(?:\\s.*)?$`)

function cuesIn(text: string): Cue[] | string {
  if (text.includes('\0')) return 'The captions hold bytes that no text has.'
  const cues: Cue[] = []
  for (const block of text.replaceAll(/\r\n?/g, '\n').split(/\n[ \t]*\n/)) {
    const lines = block.split('\n')
    const at = lines.findIndex(line => line.includes('-->'))
    if (at < 0) continue
    const cue = cueOf(lines[at] ?? '', lines.slice(at + 1))
    if (!cue) return `The captions have a time that cannot be read: “${lines[at]?.slice(0, 60)}”.`
    if (cue.text !== '') cues.push(cue)
  }
  if (cues.length === 0) return 'The file holds no captions.'
  if (cues.length > MOST_CUES) return `The file holds more than ${MOST_CUES} captions.`
  return cues.sort((a, b) => a.startMs - b.startMs)
}

function cueOf(times: string, lines: string[]): Cue | null {
  const found = TIMES.exec(times)
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
  const [hours, minutes] = [two(ms / 3_600_000), two((ms / 60_000) % 60)]
  return `${hours}:${minutes}:${two((ms / 1000) % 60)},${String(ms % 1000).padStart(3, '0')}`
}

function unusable(reason: string): ReadCaptions {
  return { kind: 'unusable', reason }
}
