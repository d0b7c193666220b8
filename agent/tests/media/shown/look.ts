import { join } from 'node:path'
import { PLATFORMS, type Platform } from '@content/api/contract'
import type { Plan, RepairPlan } from '../../../src/media/plan.ts'
import { isRepair, planRendition } from '../../../src/media/plan.ts'
import { prepare } from '../../../src/media/prepare.ts'
import { probe } from '../../../src/media/probe/probe.ts'
import type { Tools } from '../../../src/media/tools/find-tools.ts'
import { mustRun } from '../../run-program.ts'
import type { Studio } from '../clips.ts'

/** What lets a clip be made, prepared and looked at. */
export interface Stage {
  readonly studio: Studio
  /** Under test. */
  readonly tools: Tools
  /** The newest; it says what is in a file. */
  readonly judge: Tools
  readonly name: string
}

export interface Received {
  readonly platform: Platform
  readonly path: string
  readonly plan: Plan
}

/** Every file that goes to a platform, prepared as the agent prepares it. */
export async function receivedFrom(stage: Stage, source: string): Promise<Received[]> {
  const { tools, studio, name } = stage
  const found = await probe(tools, source)
  if (found.kind !== 'video') throw new Error(found.reason)
  const { facts } = found
  const made = new Map<string, string>()
  const received: Received[] = []
  for (const platform of PLATFORMS) {
    const plan = planRendition(facts, platform)
    if (plan.kind === 'refused') continue
    const key = isRepair(plan) ? JSON.stringify(contentOf(plan)) : 'source'
    const targetPath = join(studio.folder, `received-${name}`, `${made.size}.mp4`)
    const job = { source, facts, plan, platforms: [platform], targetPath }
    const path = made.get(key) ?? (await prepare(tools, job)).path
    made.set(key, path)
    received.push({ platform, path, plan })
  }
  return received
}

const contentOf = ({ video, audio }: RepairPlan) => [video, audio]

export type Rgb = readonly [number, number, number]

export interface Grid {
  readonly columns: number
  readonly rows: number
}

/** Colours of each picture on a grid, as a player shows them that believes the tags. */
export async function picturesIn({ judge }: Stage, path: string, grid: Grid): Promise<Rgb[][]> {
  const { columns, rows } = grid
  const cells = `scale=${columns * 2}:${rows * 2}:flags=neighbor,format=yuv444p`
  const { stdout: bytes } = await mustRun([
    ...[judge.ffmpegPath, '-nostdin', '-v', 'error', '-i', path, '-map', '0:v:0', '-vsync', '0'],
    ...['-vf', cells, '-f', 'rawvideo', 'pipe:1'],
  ])
  const pixels = columns * rows * 4
  const pictures: Rgb[][] = []
  for (let at = 0; at + pixels * 3 <= bytes.length; at += pixels * 3) {
    pictures.push(cellsOf(bytes.subarray(at, at + pixels * 3), grid))
  }
  return pictures
}

function cellsOf(planes: Uint8Array, { columns, rows }: Grid): Rgb[] {
  const pixels = columns * rows * 4
  return Array.from({ length: columns * rows }, (_, cell) => {
    // Of the four pixels of a cell the lower right one; edges are blurred by coding.
    const [x, y] = [(cell % columns) * 2 + 1, Math.floor(cell / columns) * 2 + 1]
    const at = y * columns * 2 + x
    return rgbOf([planes[at] ?? 0, planes[at + pixels] ?? 0, planes[at + pixels * 2] ?? 0])
  })
}

/** BT.709, limited range. */
function rgbOf([y, cb, cr]: Rgb): Rgb {
  const [light, blue, red] = [(y - 16) / 219, (cb - 128) / 224, (cr - 128) / 224]
  const r = light + 1.5748 * red
  const b = light + 1.8556 * blue
  const g = (light - 0.2126 * r - 0.0722 * b) / 0.7152
  const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value * 255)))
  return [byte(r), byte(g), byte(b)]
}

const listened = new Map<string, Promise<string>>()

/** How loud a tone is in one channel of the first sound, in dB below the loudest possible. */
export async function toneIn({ judge }: Stage, path: string, tone: Tone): Promise<number> {
  const listen = `pan=mono|c0=c${tone.channel},bandpass=f=${tone.hertz}:width_type=h:w=40,volumedetect`
  // Two platforms often receive one and the same file.
  const key = `${path} ${listen}`
  const heard = listened.get(key) ?? judged(judge, path, listen)
  listened.set(key, heard)
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(await heard)?.[1] ?? -91)
}

async function judged(judge: Tools, path: string, listen: string): Promise<string> {
  const { stderr } = await mustRun([
    ...[judge.ffmpegPath, '-nostdin', '-hide_banner', '-vn', '-i', path, '-map', '0:a:0'],
    ...['-af', listen, '-f', 'null', '-'],
  ])
  return stderr
}

export interface Tone {
  readonly hertz: number
  readonly channel: 0 | 1
}

export interface Shape {
  readonly codec_tag_string: string
  readonly width: number
  readonly height: number
  readonly avg_frame_rate: string
  readonly color_space?: string
  readonly color_primaries?: string
  readonly color_transfer?: string
  readonly color_range?: string
  readonly side_data_list?: readonly object[]
}

/** What ffprobe says of the pictures. */
export async function shapeOf({ judge }: Stage, path: string): Promise<Shape> {
  const show = ['-v', 'error', '-select_streams', 'v:0', '-show_streams', '-of', 'json', path]
  const { stdout } = await mustRun([judge.ffprobePath, ...show])
  const text = new TextDecoder().decode(stdout)
  const [stream] = (JSON.parse(text) as { streams: Shape[] }).streams
  if (!stream) throw new Error('There are no pictures.')
  return stream
}
