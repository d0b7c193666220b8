import { join } from 'node:path'
import fc from 'fast-check'
import type { Studio } from './clips.ts'

/** One point in the space of small real videos. */
export interface Recipe {
  readonly codec: keyof typeof VIDEO
  readonly width: number
  readonly height: number
  readonly rate: string
  readonly seconds: number
  readonly sar: string
  readonly rotation: number
  readonly isInterlaced: boolean
  readonly hdr: 'none' | 'smpte2084' | 'arib-std-b67'
  readonly isTrimmed: boolean
  readonly sound: keyof typeof SOUND
  readonly sampleRate: number
  readonly channels: number
  readonly soundDelay: number
  readonly isFaststart: boolean
}

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast']
const X265 = ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none']
const VPX = ['-deadline', 'realtime', '-cpu-used', '8', '-b:v', '500k']

/** What it takes to make each kind, and the file that carries it. */
const VIDEO = {
  'h264 4:2:0': { options: [...X264, '-pix_fmt', 'yuv420p'], ending: 'mp4' },
  'h264 with B-frames': { options: ['-c:v', 'libx264', '-preset', 'veryfast'], ending: 'mov' },
  'h264 open groups': {
    options: ['-c:v', 'libx264', '-preset', 'veryfast', '-x264-params', 'open-gop=1:keyint=12'],
    ending: 'mkv',
  },
  'h264 4:4:4': { options: [...X264, '-pix_fmt', 'yuv444p'], ending: 'mkv' },
  'h264 in a stream': { options: [...X264, '-pix_fmt', 'yuv420p'], ending: 'ts' },
  hevc: { options: [...X265, '-pix_fmt', 'yuv420p'], ending: 'mp4' },
  'hevc 10 bit': { options: [...X265, '-pix_fmt', 'yuv420p10le'], ending: 'mkv' },
  mpeg4: { options: ['-c:v', 'mpeg4', '-q:v', '5'], ending: 'avi' },
  vp8: { options: ['-c:v', 'libvpx', ...VPX], ending: 'webm' },
  vp9: { options: ['-c:v', 'libvpx-vp9', ...VPX], ending: 'mkv' },
  prores: { options: ['-c:v', 'prores_ks', '-profile:v', '0'], ending: 'mov' },
  mjpeg: { options: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj422p'], ending: 'avi' },
} as const

const SOUND = {
  none: '',
  aac: 'aac',
  mp3: 'libmp3lame',
  opus: 'libopus',
  pcm: 'pcm_s16le',
} as const

export const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
  codec: fc.constantFrom(...keysOf(VIDEO)),
  width: fc.integer({ min: 16, max: 640 }),
  height: fc.integer({ min: 16, max: 640 }),
  rate: fc.constantFrom(
    '10',
    '15',
    '24000/1001',
    '25',
    '30000/1001',
    '30',
    '50',
    '60',
    '90',
    '120',
  ),
  seconds: fc.constantFrom(1, 3.2, 3.2, 3.5, 4),
  sar: fc.constantFrom('1/1', '1/1', '4/3', '8/9'),
  rotation: fc.constantFrom(0, 0, 90, 180, 270),
  isInterlaced: fc.boolean(),
  hdr: fc.constantFrom('none', 'none', 'smpte2084', 'arib-std-b67'),
  isTrimmed: fc.boolean(),
  sound: fc.constantFrom(...keysOf(SOUND)),
  sampleRate: fc.constantFrom(22_050, 44_100, 48_000, 96_000),
  channels: fc.constantFrom(1, 2, 6),
  soundDelay: fc.constantFrom(0, 0, 0.03, 0.3),
  isFaststart: fc.boolean(),
})

function keysOf<T extends object>(table: T): (keyof T)[] {
  // Safe cast: the tables above are literals and hold nothing else.
  return Object.keys(table) as (keyof T)[]
}

/** Makes the video; its name says which one of the sample it is. */
export async function makeClip(studio: Studio, recipe: Recipe, name: string): Promise<string> {
  const { options, ending } = VIDEO[recipe.codec]
  const path = join(studio.folder, `${name}.${ending}`)
  const isMp4 = ending === 'mp4' || ending === 'mov'
  const front = isMp4 && recipe.isFaststart ? ['-movflags', '+faststart'] : []
  const whole = join(studio.folder, `${name}-whole.${ending}`)
  await studio.ffmpeg(
    ...[...pictures(recipe), ...sound(recipe)],
    ...['-vf', filters(recipe), ...options, ...colours(recipe), ...front, whole],
  )
  const trim = recipe.isTrimmed && isMp4 ? ['-ss', '0.3'] : []
  const turn = isMp4 ? ['-metadata:s:v:0', `rotate=${recipe.rotation}`] : []
  await studio.ffmpeg(...trim, '-i', whole, '-c', 'copy', ...turn, ...front, path)
  return path
}

function pictures({ width, height, rate, seconds, codec }: Recipe): string[] {
  // Smaller pictures than one of its blocks make the x265 of Debian 12 crash.
  const least = codec.startsWith('hevc') ? 64 : 16
  // Most of these codecs want even sides, and fields twice that; odd sides have clips of their own.
  const [w, h] = [width, height].map(side => Math.max(least, side & ~3))
  return ['-f', 'lavfi', '-i', `testsrc2=size=${w}x${h}:rate=${rate}:duration=${seconds}`]
}

type Sound = Exclude<Recipe['sound'], 'none'>

/** What each kind of file can carry; the first stands in for what it cannot. */
const CARRIES: Readonly<Record<string, readonly [Sound, ...Sound[]]>> = {
  mp4: ['aac', 'mp3', 'opus'],
  mov: ['pcm', 'aac', 'mp3'],
  mkv: ['opus', 'aac', 'mp3', 'pcm'],
  webm: ['opus'],
  ts: ['mp3', 'aac'],
  avi: ['pcm', 'mp3', 'aac'],
}

function sound({ sound, sampleRate, channels, seconds, soundDelay, codec }: Recipe): string[] {
  if (sound === 'none') return ['-an']
  const carried = CARRIES[VIDEO[codec].ending] ?? ['aac']
  const kind = carried.includes(sound) ? sound : carried[0]
  // MP3 has two channels and 48 kHz at most, Opus only its own rates.
  const most = kind === 'mp3' ? 2 : 6
  const rate = kind === 'opus' ? 48_000 : kind === 'mp3' ? Math.min(48_000, sampleRate) : sampleRate
  const tone = `sine=frequency=440:sample_rate=${rate}:duration=${seconds}`
  const late = ['-itsoffset', String(soundDelay), '-f', 'lavfi', '-i', tone]
  return [...late, '-c:a', SOUND[kind], '-ac', String(Math.min(most, channels))]
}

function filters({ isInterlaced, sar }: Recipe): string {
  const fields = isInterlaced ? ['tinterlace=interleave_top', 'setfield=tff'] : []
  return [...fields, `setsar=${sar}`].join(',')
}

function colours({ hdr, isInterlaced, codec }: Recipe): string[] {
  const canHoldFields = /^(h264|mpeg4|prores)/.test(codec)
  const fields = isInterlaced && canHoldFields ? ['-flags', '+ildct+ilme'] : []
  if (hdr === 'none') return fields
  const wide = ['-color_primaries', 'bt2020', '-colorspace', 'bt2020nc']
  return [...fields, ...wide, '-color_trc', hdr]
}
