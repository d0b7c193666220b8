import { MINUTE_MS } from '../../lib/durations.ts'
import type { Facts } from '../facts.ts'
import { ffmpegReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { runTool } from '../tools/run-tool.ts'
import type { Stream } from './streams.ts'

interface Suspect {
  readonly path: string
  readonly stream: Stream
  readonly facts: Facts
}

// Codecs that can hold fields; the newer ones are progressive in practice.
const WITH_FIELDS = new Set(['h264', 'mpeg2video', 'mpeg4', 'dvvideo', 'mjpeg', 'vc1', 'prores'])

/** Believes a file that says; looks at some pictures when it does not and fields are likely. */
export async function hasInterlacedPictures(
  tools: Tools,
  { path, stream, facts }: Suspect,
  signal?: AbortSignal,
): Promise<boolean> {
  const isSaid = stream.field_order !== undefined && stream.field_order !== 'unknown'
  if (isSaid || !WITH_FIELDS.has(facts.video.codec)) return facts.video.isInterlaced
  const { stderr } = await runTool(
    ffmpegReading(tools, {
      source: path,
      after: ['-map', `0:${stream.index}`, '-vf', 'idet', '-frames:v', '150', '-f', 'null', '-'],
    }),
    { timeLimitMs: MINUTE_MS, signal },
  )
  const counts = /Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)/.exec(
    stderr,
  )
  const [top = 0, bottom = 0, progressive = 0] = (counts ?? []).slice(1).map(Number)
  return top + bottom > progressive
}
