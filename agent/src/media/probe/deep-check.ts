import { HOUR_MS } from '../../lib/durations.ts'
import { MediaError } from '../media-error.ts'
import { ffmpegReading } from '../tools/command.ts'
import type { Tools } from '../tools/find-tools.ts'
import { runTool } from '../tools/run-tool.ts'

/** A long film on a slow machine; beyond it nobody would wait for an answer. */
const LIMIT_MS = HOUR_MS

const DAMAGE = new RegExp(
  'ended prematurely|partial file|Read error|Packet corrupt|corrupt input|Invalid data|' +
    'error while decoding|moov atom not found',
  'i',
)

/**
 * Decodes every picture and sound of a file, and stops at the first error. Answers with null when
 * all of it is there, else with what a person reads. Slow: for containers in doubt only.
 */
export async function decodesWholly(
  tools: Tools,
  path: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { code, stderr } = await runTool(
    ffmpegReading(tools, {
      source: path,
      before: ['-v', 'error', '-xerror', '-err_detect', 'explode'],
      after: ['-map', '0:v:0', '-map', '0:a:0?', '-f', 'null', '-'],
    }),
    { timeLimitMs: LIMIT_MS, signal },
  ).catch((error: unknown) => {
    if (!(error instanceof MediaError) || error.fault !== 'ffmpeg') throw error
    return { code: 1, stderr: '' }
  })
  if (code === 0 && !DAMAGE.test(stderr)) return null
  return 'The file is not complete: parts of it are empty or cannot be decoded.'
}
