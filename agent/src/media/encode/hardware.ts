import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MEDIA_RULES } from '../../platforms/index.ts'
import { breachesOf } from '../breaches.ts'
import { probe } from '../probe/probe.ts'
import { ffmpegDrawing, ffmpegListing, ffmpegReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { runTool } from '../tools/run-tool.ts'
import type { EncodeSpec } from './encode-spec.ts'

/** An H.264 encoder of FFmpeg that works outside the processor. */
export interface Encoder {
  readonly name: string
  /** Stands before the inputs, where the encoder needs a device opened. */
  readonly device?: readonly string[]
  /** The last filters: how pictures get to it. */
  readonly filters: readonly string[]
  readonly arguments: (spec: EncodeSpec) => readonly string[]
}

const rates = ({ maxBitRate }: EncodeSpec) => [
  ...['-b:v', `${Math.floor(maxBitRate * 0.8)}`, '-maxrate', `${Math.floor(maxBitRate)}`],
  ...['-bufsize', `${Math.floor(maxBitRate)}`],
]
const groups = ({ gopFrames }: EncodeSpec) => ['-g', `${gopFrames}`, '-flags', '+cgop']

/** The kinds of hardware we know how to ask, most wanted first. */
export const HARDWARE: readonly Encoder[] = [
  {
    name: 'h264_videotoolbox',
    filters: ['format=yuv420p'],
    arguments: spec => ['-profile:v', 'high', ...rates(spec), ...groups(spec)],
  },
  {
    name: 'h264_nvenc',
    filters: ['format=yuv420p'],
    arguments: spec => [
      ...['-profile:v', 'high', '-rc', 'vbr', '-bf', '2', '-forced-idr', '1', '-strict_gop', '1'],
      ...[...rates(spec), ...groups(spec)],
    ],
  },
  {
    name: 'h264_qsv',
    filters: ['format=nv12'],
    arguments: spec => ['-profile:v', 'high', '-bf', '2', ...rates(spec), ...groups(spec)],
  },
  {
    name: 'h264_amf',
    filters: ['format=yuv420p'],
    arguments: spec => [
      ...['-profile:v', 'high', '-rc', 'vbr_peak', '-quality', 'balanced'],
      ...[...rates(spec), ...groups(spec)],
    ],
  },
  {
    name: 'h264_vaapi',
    device: ['-vaapi_device', '/dev/dri/renderD128'],
    filters: ['format=nv12', 'hwupload'],
    arguments: spec => ['-profile:v', 'high', '-bf', '2', ...rates(spec), ...groups(spec)],
  },
]

const proofs = new Map<string, Promise<Encoder | null>>()

/** The first encoder that this ffmpeg has and that made a right video here; looked for once. */
export async function provenEncoder(
  tools: Tools,
  encoders: readonly Encoder[] = HARDWARE,
): Promise<Encoder | null> {
  const { mtimeMs } = await stat(tools.ffmpegPath)
  const key = JSON.stringify([tools.ffmpegPath, tools.generation, mtimeMs, encoders])
  const proof = proofs.get(key) ?? firstProven(tools, encoders)
  proofs.set(key, proof)
  return proof
}

async function firstProven(tools: Tools, encoders: readonly Encoder[]): Promise<Encoder | null> {
  const { stdout } = await runTool(ffmpegListing(tools, '-encoders'), { timeLimitMs: 20_000 })
  const listed = new TextDecoder().decode(stdout)
  for (const encoder of encoders) {
    // A list says what was compiled in; only a run shows whether the device and its driver exist.
    if (listed.includes(` ${encoder.name} `) && (await isProven(tools, encoder))) return encoder
  }
  return null
}

const TEST_SPEC: EncodeSpec = {
  ...{ codec: 'h264', width: 1280, height: 720, rate: { num: 30, den: 1 }, crf: 20 },
  ...{ maxBitRate: 7_500_000, gopFrames: 60, preset: 'veryfast', captions: null },
  ...{ isDeinterlaced: false, isToneMapped: false },
}
const STRICTEST = Object.values(MEDIA_RULES).reduce((strictest, it) =>
  it.demands.length > strictest.demands.length ? it : strictest,
)
const TEST_PATTERN = 'testsrc2=size=1280x720:rate=30:duration=3.2'

/** Encodes a test pattern with our own settings; the result must keep the strictest rules. */
async function isProven(tools: Tools, encoder: Encoder): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'encoder-'))
  const path = join(folder, 'proof.mp4')
  const strictly = ['-v', 'error', '-xerror', '-y']
  const run = { timeLimitMs: 30_000 }
  try {
    const encode = [
      ...['-vf', encoder.filters.join(','), '-c:v', encoder.name, ...encoder.arguments(TEST_SPEC)],
      ...['-movflags', '+faststart+negative_cts_offsets', '-use_editlist', '0', path],
    ]
    const before = [...strictly, ...(encoder.device ?? [])]
    const drawing = ffmpegDrawing(tools, { pattern: TEST_PATTERN, before, after: encode })
    if ((await runTool(drawing, run)).code !== 0) return false
    const found = await probe(tools, path)
    if (found.kind !== 'video' || breachesOf(found.facts, STRICTEST).length > 0) return false
    const after = ['-f', 'null', '-']
    const decode = ffmpegReading(tools, { source: path, before: strictly, after })
    const { code, stderr } = await runTool(decode, run)
    return code === 0 && stderr.trim() === ''
  } catch {
    return false
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
