import { resolve } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** What a command is made of: which program, and what it may see. */
export interface Programs {
  readonly ffmpegPath: string
  readonly ffprobePath: string
  readonly environment: Environment
}

declare const isSafe: unique symbol

/** A start of FFmpeg that a hostile file cannot lead astray; only this file makes one. */
export interface Command {
  readonly words: readonly string[]
  readonly environment: Environment
  readonly [isSafe]: true
}

interface Reading {
  readonly source: string
  /** Stands before the input. */
  readonly before?: readonly string[]
  readonly after: readonly string[]
}

/** FFmpeg with one file of the creator's as its input. */
export function ffmpegReading(programs: Programs, { source, before = [], after }: Reading) {
  const input = [...before, ...SAFE_INPUT, '-i', fileArgument(source)]
  const words = [programs.ffmpegPath, '-nostdin', '-hide_banner', ...input, ...after]
  return safe(words, programs.environment)
}

interface Drawing {
  /** What FFmpeg draws by itself. */
  readonly pattern: string
  readonly before?: readonly string[]
  readonly after: readonly string[]
}

export function ffmpegDrawing(programs: Programs, { pattern, before = [], after }: Drawing) {
  const input = [...before, '-f', 'lavfi', '-i', pattern]
  const words = [programs.ffmpegPath, '-nostdin', '-hide_banner', ...input, ...after]
  return safe(words, programs.environment)
}

/** FFmpeg saying what it can do. */
export function ffmpegListing(programs: Programs, list: '-encoders' | '-filters'): Command {
  return safe([programs.ffmpegPath, '-nostdin', '-hide_banner', list], programs.environment)
}

// The packaged ffprobe is linked statically; it dies on every transport stream when it loads the
// character converters of this machine's C library to read the name of the station.
const NO_CONVERTERS = { GCONV_PATH: '/dev/null' }

export function ffprobeReading(
  programs: Programs,
  source: string,
  show: readonly string[],
): Command {
  const words = [programs.ffprobePath, '-v', 'error', ...SAFE_INPUT, ...show, fileArgument(source)]
  return safe(words, { ...programs.environment, ...NO_CONVERTERS })
}

function safe(words: readonly string[], environment: Environment): Command {
  // Safe cast: the mark is a type alone, and every command of this file is made here.
  return { words, environment } as Command
}

/** A path as ffmpeg takes it literally, whatever its name begins with or contains. */
export function fileArgument(path: string): string {
  return `file:${resolve(path)}`
}

// Container formats only. A playlist is a format too, and it names other files for us to read.
const FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,mxf,ogg,dv'

// What cameras, phones, editors and recorders write. Each decoder is code that a file can attack.
const CODECS = [
  'h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mpeg2video,mpeg1video',
  'msmpeg4,msmpeg4v1,msmpeg4v2,h263,h263p,flv,svq1,svq3,vc1,wmv1,wmv2,wmv3,theora,prores,dnxhd',
  'cfhd,dvvideo,mjpeg,png,qtrle,huffyuv,ffvhuff,ffv1,utvideo,magicyuv,rawvideo,v210,v410,r210',
  'cinepak,msvideo1,msrle,rpza,8bps,aac,aac_latm,ac3,eac3,mp2,mp2float,mp3,mp3float,opus,libopus',
  'vorbis,flac,alac,wmav1,wmav2,wmapro,amrnb,amrwb,dca,gsm,qdm2,qdmc,speex,libspeex,adpcm_ima_qt',
  'adpcm_ima_wav,adpcm_ms,pcm_s8,pcm_u8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le',
  'pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,pcm_dvd,pcm_bluray',
  'mov_text,subrip,srt,ass,ssa,webvtt,text',
].join(',')

/** What stands before every `-i`, so that a file cannot make ffmpeg open another. */
export const SAFE_INPUT: readonly string[] = [
  ...['-protocol_whitelist', 'file,pipe'],
  ...['-format_whitelist', FORMATS],
  ...['-codec_whitelist', CODECS],
]
