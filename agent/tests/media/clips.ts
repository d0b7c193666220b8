import { copyFile, mkdir, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { madeOnce } from '../../../ops/testing/made-once.ts'
import { mustRun } from '../run-program.ts'

// The clips are made by whatever ffmpeg the tests found; what is under test reads them.
type Make = (target: string, studio: Studio) => Promise<void>

/** A temporary folder of generated clips; each is made once, when first asked for. */
export class Studio {
  readonly #made = new Map<string, Promise<string>>()

  private constructor(
    readonly folder: string,
    readonly ffmpegPath: string,
  ) {}

  static async open(ffmpegPath: string): Promise<Studio> {
    return new Studio(await mkdtemp(join(tmpdir(), 'clips-')), ffmpegPath)
  }

  clip(name: string, make: Make): Promise<string> {
    const path = join(this.folder, name)
    const made = this.#made.get(path) ?? make(path, this).then(() => path)
    this.#made.set(path, made)
    return made
  }

  /** What is drawn from words alone is encoded once for all files of a run. */
  async ffmpeg(...options: string[]): Promise<void> {
    const target = options.at(-1) ?? ''
    const recipe = [this.ffmpegPath, '-nostdin', '-v', 'error', '-y', ...options.slice(0, -1)]
    if (recipe.some(it => it.includes(this.folder)))
      return void (await mustRun([...recipe, target]))
    const name = `${Bun.hash(recipe.join(' ')).toString(16)}${extname(target)}`
    await copyFile(await madeOnce(name, path => mustRun([...recipe, path])), target)
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true })
  }
}

interface Picture {
  readonly size: string
  readonly seconds: number
  readonly rate?: number
}

function picture({ size, seconds, rate = 30 }: Picture): string[] {
  return ['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=${rate}:duration=${seconds}`]
}

function sound(seconds: number, channels = 2): string[] {
  const tone = `sine=frequency=440:sample_rate=48000:duration=${seconds}`
  return ['-f', 'lavfi', '-i', tone, '-ac', String(channels)]
}

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']
const WITH_B_FRAMES = ['-x264-params', 'bframes=2:b-adapt=0:keyint=30:open-gop=0']
const AAC = ['-c:a', 'aac', '-b:a', '96k']
const PLAIN = ['-use_editlist', '0', '-movflags', '+faststart+negative_cts_offsets']

export type Clip = (studio: Studio) => Promise<string>

function generated(name: string, options: string[]): Clip {
  return studio => studio.clip(name, (target, made) => made.ffmpeg(...options, target))
}

/** What all three platforms take as it is. */
export const plain = generated('plain.mp4', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4)],
  ...[...X264, ...AAC, ...PLAIN],
])

/** Sideways pictures that a phone marks to be turned, with its index at the end and edit lists. */
export const phoneVertical: Clip = studio =>
  studio.clip('phone.mov', async (target, made) => {
    const flat = join(studio.folder, 'phone-flat.mp4')
    const source = [...picture({ size: '640x360', seconds: 4 }), ...sound(4)]
    await made.ffmpeg(...source, ...X264, ...WITH_B_FRAMES, ...AAC, flat)
    const turn = ['-c', 'copy', '-metadata:s:v:0', 'rotate=90']
    await made.ffmpeg('-i', flat, ...turn, target)
  })

export const hevcTenBitMkv = generated('hevc10.mkv', [
  ...[...picture({ size: '640x360', seconds: 3.2, rate: 24 }), ...sound(3.2)],
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:keyint=24'],
  ...['-pix_fmt', 'yuv420p10le', ...AAC],
])

/** Larger and with more bits than any cover may have. */
export const large = generated('large.mp4', [
  ...[...picture({ size: '1920x1080', seconds: 0.3 }), '-c:v', 'libx265', '-preset', 'ultrafast'],
  ...['-x265-params', 'log-level=none', '-pix_fmt', 'yuv420p10le'],
])

/** Nothing in it can be foretold, so that no picture of it is small. */
export const grainy = generated('grainy.mp4', [
  ...[
    '-f',
    'lavfi',
    '-i',
    'nullsrc=s=320x320:r=10:d=1,geq=random(1)*255:random(2)*255:random(3)*255',
  ],
  ...[...X264, '-crf', '10'],
])

/** High dynamic range by its labels; the pictures are the same test card. */
export const hevcHdr = generated('hdr.mp4', [
  ...picture({ size: '320x180', seconds: 3.2 }),
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-tag:v', 'hvc1'],
  '-x265-params',
  'log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited',
])

export const vp9Webm = generated('vp9.webm', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4)],
  ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus'],
])

export const proResMov = generated('prores.mov', [
  ...[...picture({ size: '640x480', seconds: 3.2 }), ...sound(3.2)],
  ...['-c:v', 'prores_ks', '-profile:v', '1', '-c:a', 'pcm_s16le'],
])

export const interlacedTs = generated('interlaced.ts', [
  ...[...picture({ size: '720x576', seconds: 4, rate: 50 }), ...sound(4)],
  ...['-vf', 'tinterlace=interleave_top,setfield=tff', '-c:v', 'libx264', '-preset', 'ultrafast'],
  ...['-pix_fmt', 'yuv422p', '-x264-params', 'tff=1', '-c:a', 'mp2'],
])

/** A screen that stands still most of the time, so most pictures are left out. */
export const screenVfr = generated('screen.mp4', [
  ...picture({ size: '1280x720', seconds: 5, rate: 60 }),
  ...['-vf', "select='lt(mod(n,60),20)+not(mod(n,7))'", '-vsync', 'vfr', ...X264],
])

/** A slow recording: the last picture in the file is shown long before the last one to be seen. */
export const slowMkv = generated('slow.mkv', [
  ...picture({ size: '320x180', seconds: 3.2, rate: 5 }),
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none'],
])

export const surround = generated('surround.mp4', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4, 6)],
  ...[...X264, '-c:a', 'aac', '-movflags', '+faststart'],
])

export const sixtyOneSeconds = generated('61s.mp4', [
  ...[...picture({ size: '360x640', seconds: 61, rate: 24 }), ...sound(61)],
  ...[...X264, ...AAC, '-movflags', '+faststart'],
])

export const twoSeconds = generated('2s.mp4', [
  ...[...picture({ size: '360x640', seconds: 2 }), ...sound(2)],
  ...[...X264, ...AAC, ...PLAIN],
])

export const oddSize = generated('odd.mp4', [
  // Unlike testsrc2, testsrc is RGB and so may have odd sides.
  ...['-f', 'lavfi', '-i', 'testsrc=size=853x481:rate=30:duration=3.2', ...sound(3.2)],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv444p', ...AAC],
])

export const tiny120 = generated('tiny120.mp4', [
  ...[...picture({ size: '256x144', seconds: 4, rate: 120 }), ...sound(4)],
  ...[...X264, ...AAC, ...PLAIN],
])

/** The sound begins half a second after the pictures, as capture cards do. */
export const lateSound: Clip = studio =>
  studio.clip('late-sound.mkv', async (target, made) => {
    const whole = await plain(studio)
    const delayed = ['-i', whole, '-itsoffset', '0.5', '-i', whole]
    await made.ffmpeg(...delayed, '-map', '0:v', '-map', '1:a', '-t', '4', '-c', 'copy', target)
  })

/** Trimmed on the phone: the first 1.5 seconds are in the file, and hidden by an edit list. */
export const trimmed: Clip = studio =>
  studio.clip('trimmed.mp4', async (target, made) => {
    const source = await sixtyOneSeconds(studio)
    await made.ffmpeg('-ss', '1.5', '-t', '6', '-i', source, '-c', 'copy', target)
  })

export const textAsMp4: Clip = studio =>
  studio.clip('text.mp4', target => writeFile(target, 'Shopping list\n- bread\n'.repeat(100)))

export const emptyFile: Clip = studio => studio.clip('empty.mp4', target => writeFile(target, ''))

export const cutShort: Clip = studio => studio.clip('cut.mp4', shortened(surround))
export const cutShortMkv: Clip = studio => studio.clip('cut.mkv', shortened(lateSound))
export const nearlyWholeMkv: Clip = studio => studio.clip('nearly.mkv', shortened(lateSound, 0.98))

function shortened(source: Clip, share = 0.6): Make {
  return async (target, studio) => {
    const bytes = await Bun.file(await source(studio)).bytes()
    await writeFile(target, bytes)
    await truncate(target, Math.floor(bytes.length * share))
  }
}

export const playlistAsMp4: Clip = studio =>
  studio.clip('playlist.mp4', async (target, made) => {
    const secret = await plain(made)
    const lines = ['#EXTM3U', '#EXT-X-TARGETDURATION:4', '#EXTINF:4,', secret, '#EXT-X-ENDLIST']
    await writeFile(target, lines.join('\n'))
  })

export const concatAsMp4: Clip = studio =>
  studio.clip('concat.mp4', async (target, made) => {
    await writeFile(target, `ffconcat version 1.0\nfile '${await plain(made)}'\n`)
  })

/** A dash first, then everything a name may hold, up to the 255 bytes that file systems allow. */
export const hardName: Clip = async studio => {
  const folder = join(studio.folder, 'hard')
  const start = "-i 😀%d\n'quoted': {a}"
  const name = `${start}${'x'.repeat(255 - Buffer.byteLength(start) - 4)}.mp4`
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'copy'), await Bun.file(await surround(studio)).bytes())
  await rename(join(folder, 'copy'), join(folder, name))
  return join(folder, name)
}

/** Interlaced pictures in an old codec whose headers say nothing about it. */
export const secretlyInterlaced = generated('fields.avi', [
  ...picture({ size: '720x576', seconds: 4, rate: 50 }),
  ...['-vf', 'tinterlace=interleave_top,setfield=prog', '-c:v', 'mpeg4', '-q:v', '3'],
])

const PLACE = ['-metadata', 'location=+48.2000+016.3667/', '-metadata', 'title=Holidays']

/** As cameras write it: index at the end, edit lists, B-frames, and where it was. */
export const asRecorded = generated('recorded.mp4', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4)],
  ...[...X264, ...WITH_B_FRAMES, ...AAC, ...PLACE],
])
export const asRecordedHevc = generated('recorded-hevc.mp4', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4)],
  ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:bframes=3'],
  ...['-tag:v', 'hvc1', ...AAC, ...PLACE],
])
export const twoSounds = generated('two-sounds.mp4', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4)],
  ...['-map', '0', '-map', '1', '-map', '1', ...X264, ...AAC],
])
export const fragmented = generated('fragmented.mp4', [
  ...[...picture({ size: '640x360', seconds: 4 }), ...sound(4)],
  ...[...X264, ...AAC, '-movflags', 'frag_keyframe+empty_moov'],
])

const withSound = (name: string, source: string) =>
  generated(name, [
    ...[...picture({ size: '640x360', seconds: 8 }), '-f', 'lavfi', '-i', source, '-ac', '2'],
    ...[...X264, '-c:a', 'aac', '-b:a', '192k', ...PLAIN],
  ])
export const quiet = withSound('quiet.mp4', 'anoisesrc=d=8:c=pink:a=0.02:seed=1:r=48000')
/** Loud on the whole, and with peaks that leave no room to make it louder. */
export const loud = withSound('loud.mp4', 'anoisesrc=d=8:c=white:a=0.9:seed=2:r=48000')
export const silent = withSound('silent.mp4', 'anullsrc=r=48000:cl=stereo:d=8')

export const soundOnly = generated('sound.mp4', [...sound(4), ...AAC])
