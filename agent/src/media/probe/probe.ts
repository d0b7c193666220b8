import { open, stat } from 'node:fs/promises'
import { MINUTE_MS } from '../../lib/durations.ts'
import type { Boxes, Facts, Rate } from '../facts.ts'
import { FACTS_VERSION, fpsOf } from '../facts.ts'
import { scanFile } from '../mp4/boxes.ts'
import type { Edits } from '../mp4/edits.ts'
import { readEdits } from '../mp4/edits.ts'
import { packetsFromIndex } from '../mp4/movie.ts'
import { readPlaces } from '../mp4/places.ts'
import { ffprobeReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import type { ToolResult } from '../tools/run-tool.ts'
import { runTool } from '../tools/run-tool.ts'
import { hasInterlacedPictures } from './interlace.ts'
import { type Length, lengthOf } from './length.ts'
import type { Packet } from './packets.ts'
import { timingOf } from './packets.ts'
import { soundOf } from './sounds.ts'
import type { Stream } from './streams.ts'
import * as streams from './streams.ts'
import { readToTheEnd } from './wholeness.ts'

export type Probe =
  | { readonly kind: 'video'; readonly facts: Facts }
  /** It may still be growing: worth another look, and never to be published. */
  | { readonly kind: 'incomplete'; readonly reason: string }
  | { readonly kind: 'not_a_video'; readonly reason: string }

const PROBE_LIMIT_MS = MINUTE_MS
const WINDOW_SECONDS = 8
// 16K. One picture of more would fill the memory of the machine it is decoded on.
const MOST_PIXELS = 15_360 * 8640

/** Finds out what a file is. Throws only when ffprobe cannot run or the file cannot be read. */
export async function probe(tools: Tools, path: string, signal?: AbortSignal): Promise<Probe> {
  const { size } = await stat(path)
  if (size === 0) return incomplete('The file is empty.')
  const head = await firstBytes(path)
  if (/^\s*(#EXTM3U|ffconcat|<\?xml|<MPD)/.test(head)) {
    return notAVideo('The file is a playlist that names other files, not a video.')
  }
  const { boxes, top, fault } = await scanFile(path)
  if (fault) return incomplete(fault)
  const answer = await ffprobe(tools, ['-show_format', '-show_streams', path], signal)
  if (answer.code !== 0) return notAVideo('The file is not a video that FFmpeg can read.')
  const probed = streams.Probed.parse(JSON.parse(new TextDecoder().decode(answer.stdout)))
  const video = streams.videoStream(probed)
  if (!video) return notAVideo(noPictures(probed))
  const isFragmented = top.some(box => box.type === 'moof')
  const length = await lengthOf({ tools, path, signal, probed, video, isFragmented })
  if (!length) return notAVideo('The file is a still picture, not a video.')
  return judged({ tools, path, signal, size, head, boxes, probed, video }, length)
}

interface Look {
  readonly tools: Tools
  readonly path: string
  readonly signal: AbortSignal | undefined
  readonly size: number
  readonly head: string
  readonly boxes: Boxes
  readonly probed: streams.Probed
  readonly video: Stream
}

async function judged(seen: Look, { durationMs, isMeasured, startsAtMs }: Length): Promise<Probe> {
  const look = isMeasured ? withoutClaims(seen) : seen
  const { tools, path, signal, boxes, video } = look
  if (!video.codec_name || !video.width || !video.height) {
    return notAVideo('The pictures in this file are of a kind FFmpeg does not know.')
  }
  if (video.width * video.height > MOST_PIXELS) {
    return notAVideo(`Its pictures are too large: ${video.width}×${video.height}.`)
  }
  const claim = { path, durationMs, lastPicturesMs: streams.reorderMs(video) }
  const read = boxes.isMp4 ? null : await readToTheEnd(tools, claim, signal)
  if (read?.isCutShort) {
    return incomplete('The file is not complete: it ends before its own stated length.')
  }
  const span = { durationMs, startsAtMs }
  const facts = await gatherFacts(look, { span, pictures: read?.pictures ?? null })
  const isInterlaced = await hasInterlacedPictures(tools, { path, stream: video, facts }, signal)
  return { kind: 'video', facts: { ...facts, video: { ...facts.video, isInterlaced } } }
}

/** What is said of bits a second was reckoned with a length that is wrong. */
const withoutClaims = (look: Look): Look => ({
  ...look,
  probed: { ...look.probed, format: { ...look.probed.format, bit_rate: undefined } },
  video: { ...look.video, bit_rate: undefined },
})

type Span = Pick<Length, 'durationMs' | 'startsAtMs'>

interface Known {
  readonly span: Span
  /** Of a file that was read to its end. */
  readonly pictures: number | null
}

async function gatherFacts(look: Look, { span, pictures }: Known): Promise<Facts> {
  const { durationMs } = span
  const { probed, boxes, size } = look
  const audio = soundOf(probed)
  const video = streams.videoFacts(look.video)
  const sounds = audio ? [audio.index, ...audio.parts.map(part => part.index)] : []
  const edits = boxes.isMp4 ? await readEdits(look.path, { video: video.index, sounds }) : null
  const { packets, hasTimes } = await samplePackets(look, { span, edits })
  const { usualFps, meanFps, spanMs, ...timing } = timingOf(packets)
  const pictureMs = usualFps ? 1000 / usualFps : 0
  const heldFps = pictures && hasTimes ? (1000 * pictures) / (spanMs + pictureMs) : null
  const fromMs = video.startMs - (streams.msOf(probed.format.start_time) ?? 0)
  return {
    version: FACTS_VERSION,
    container: streams.containerOf(probed, look.head),
    sizeBytes: size,
    durationMs,
    bitRate: streams.numberOf(probed.format.bit_rate) ?? (size * 8000) / durationMs,
    boxes: boxes.isMp4 ? edited(boxes, edits, video) : null,
    video: {
      ...{ ...video, ...timing, hasTimes, usualFps: usualFps ?? fpsOf(video.rate) },
      endMs: packets.length > 0 ? fromMs + (edits?.spanMs ?? spanMs) + pictureMs : null,
      pictures: edits?.pictures ?? null,
      rate:
        timing.isVariableRate && !edits && meanFps
          ? rateNear(meanFps)
          : lowered(video.rate, heldFps),
    },
    audio: audio && { ...audio, hasCuts: edits?.hasSoundCuts ?? boxes.hasCuts },
    place: boxes.isMp4 ? (await readPlaces(look.path)).place : streams.placeOf(probed),
  }
}

const LOWERED = 0.97

/** An MP4 has the rate that its pictures come to, whatever the file before it was said to have. */
const lowered = (rate: Rate, fps: number | null) =>
  fps && fps < fpsOf(rate) * LOWERED ? rateNear(fps) : rate

const rateNear = (fps: number) => ({ num: Math.round(fps * 1000), den: 1000 })

// Several pieces of HEVC begin with pictures that lean on ones before them, and FFmpeg drops those.
const edited = (boxes: Boxes, edits: Edits | null, video: { readonly codec: string }): Boxes => ({
  ...boxes,
  hasCuts: edits?.hasPictureCuts ?? boxes.hasCuts,
  isPieced: edits ? edits.isPieced || (edits.hasPieces && video.codec === 'hevc') : false,
})

interface Reach {
  readonly span: Span
  readonly edits: Edits | null
}

interface Sample {
  readonly packets: readonly Packet[]
  readonly hasTimes: boolean
}

/** A few seconds from the start, the middle and the end: enough for rate and groups of pictures. */
async function samplePackets(look: Look, { span, edits }: Reach): Promise<Sample> {
  const { tools, path, signal, video } = look
  const seconds = span.durationMs / 1000
  const isShort = seconds < WINDOW_SECONDS * 4
  const starts = isShort ? [0] : [0, seconds / 2, seconds - WINDOW_SECONDS]
  const lengthS = isShort ? seconds + 1 : WINDOW_SECONDS
  if (edits && !edits.hasPictureCuts) {
    const windowsMs = starts.map(at => [at * 1000, (at + lengthS) * 1000] as const)
    const packets = await packetsFromIndex(path, video.index, windowsMs)
    if (packets) return { packets, hasTimes: true }
  }
  const fromS = Math.max(0, span.startsAtMs / 1000)
  const windows = starts.map(at => `${(at + fromS).toFixed(2)}%+${lengthS}`)
  const select = ['-select_streams', String(video.index), '-read_intervals', windows.join(',')]
  const show = ['-show_entries', 'packet=pts_time,flags', path]
  const answer = await ffprobe(tools, [...select, ...show], signal)
  return packetsFrom(new TextDecoder().decode(answer.stdout))
}

function packetsFrom(text: string): Sample {
  const { packets = [] } = JSON.parse(text || '{}') as { packets?: RawPacket[] }
  const timed = packets.flatMap(({ pts_time, flags = '' }) => {
    const ptsMs = streams.msOf(pts_time)
    const isHidden = flags.includes('D')
    return ptsMs === null || isHidden ? [] : [{ ptsMs, isKey: flags.startsWith('K') }]
  })
  return { packets: timed, hasTimes: packets.every(it => streams.msOf(it.pts_time) !== null) }
}

interface RawPacket {
  readonly pts_time?: string
  readonly flags?: string
}

function ffprobe(tools: Tools, options: string[], signal?: AbortSignal): Promise<ToolResult> {
  const show = ['-of', 'json', ...options.slice(0, -1)]
  const command = ffprobeReading(tools, options.at(-1) ?? '', show)
  return runTool(command, { timeLimitMs: PROBE_LIMIT_MS, signal })
}

function noPictures({ streams }: streams.Probed): string {
  const hasSound = streams.some(stream => stream.codec_type === 'audio')
  return hasSound ? 'The file has sound but no pictures.' : 'The file has no pictures.'
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(128), 0, 128, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function incomplete(reason: string): Probe {
  return { kind: 'incomplete', reason }
}

function notAVideo(reason: string): Probe {
  return { kind: 'not_a_video', reason }
}
