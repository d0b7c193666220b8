import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdtempSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Ended, runProgram } from '../../run-program.ts'

export interface VideoFacts {
  codec: string
  width: number
  height: number
  fps: number
  pixelFormat: string
  fieldOrder: string
  bitRate: number
}

export interface AudioFacts {
  codec: string
  sampleRate: number
  channels: number
}

export interface MediaFacts {
  formatNames: string[]
  durationSec: number
  bitRate: number
  video?: VideoFacts
  audio?: AudioFacts
}

/** Reads what a received file really is; `undefined` when ffprobe cannot make sense of it. */
export async function probeMedia(path: string): Promise<MediaFacts | undefined> {
  const asked = ['-show_format', '-show_streams', '-of', 'json', path]
  const { code, out } = await runFfprobe(asked)
  if (code !== 0) return undefined
  const found = JSON.parse(out) as RawProbe
  if (!found.format) return undefined
  const streams = found.streams ?? []
  const video = streams.find(s => s.codec_type === 'video' && !s.disposition?.attached_pic)
  const audio = streams.find(s => s.codec_type === 'audio')
  return {
    formatNames: (found.format.format_name ?? '').split(','),
    durationSec: Number(found.format.duration ?? 0),
    bitRate: Number(found.format.bit_rate ?? 0),
    ...(video && { video: videoFacts(video) }),
    ...(audio && { audio: audioFacts(audio) }),
  }
}

/** True when a frame shown before a keyframe is stored after it: it leans on an earlier group. */
export async function hasOpenGop(path: string): Promise<boolean> {
  const asked = ['-select_streams', 'v:0', '-show_entries', 'packet=pts,flags', '-of', 'csv=p=0']
  const { out } = await runFfprobe([...asked, path])
  let keyframeAt = Number.NEGATIVE_INFINITY
  for (const line of out.split('\n')) {
    const [pts, flags = ''] = line.split(',')
    const shownAt = Number(pts)
    if (!pts || Number.isNaN(shownAt)) continue
    if (flags.startsWith('K')) keyframeAt = shownAt
    else if (shownAt < keyframeAt) return true
  }
  return false
}

/** Where a program is: its environment variable, PATH, or the npm package that carries it. */
export function findMediaTool(name: 'ffmpeg' | 'ffprobe'): string {
  const named = process.env[`${name.toUpperCase()}_PATH`]
  const found = named || Bun.which(name)
  if (found) return found
  const load = createRequire(import.meta.url)
  return executable((load(`@${name}-installer/${name}`) as { path: string }).path)
}

function executable(path: string): string {
  if (mayRun(path)) return path
  try {
    // Bun runs no install script, so the bit that the package would have set is missing.
    chmodSync(path, 0o755)
    return path
  } catch {
    const copy = join(mkdtempSync(join(tmpdir(), 'media-tool-')), 'tool')
    copyFileSync(path, copy)
    chmodSync(copy, 0o755)
    return copy
  }
}

function mayRun(path: string): boolean {
  if (process.platform === 'win32') return existsSync(path)
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

let ffprobe: string | undefined

function runFfprobe(args: string[]): Promise<Ended> {
  ffprobe ??= findMediaTool('ffprobe')
  return runProgram([ffprobe, '-v', 'error', ...args])
}

interface RawStream {
  codec_type?: string
  codec_name?: string
  width?: number
  height?: number
  avg_frame_rate?: string
  r_frame_rate?: string
  pix_fmt?: string
  field_order?: string
  bit_rate?: string
  sample_rate?: string
  channels?: number
  disposition?: { attached_pic?: number }
}

interface RawProbe {
  format?: { format_name?: string; duration?: string; bit_rate?: string }
  streams?: RawStream[]
}

function videoFacts(stream: RawStream): VideoFacts {
  return {
    codec: stream.codec_name ?? '',
    width: stream.width ?? 0,
    height: stream.height ?? 0,
    fps: fraction(stream.avg_frame_rate) || fraction(stream.r_frame_rate),
    pixelFormat: stream.pix_fmt ?? '',
    fieldOrder: stream.field_order ?? 'progressive',
    bitRate: Number(stream.bit_rate ?? 0),
  }
}

function audioFacts(stream: RawStream): AudioFacts {
  return {
    codec: stream.codec_name ?? '',
    sampleRate: Number(stream.sample_rate ?? 0),
    channels: stream.channels ?? 0,
  }
}

function fraction(text = '0/1'): number {
  const [over, under] = text.split('/').map(Number)
  return over && under ? over / under : 0
}
