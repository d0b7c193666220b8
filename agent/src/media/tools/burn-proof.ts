import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE_MS } from '../../lib/durations.ts'
import { ffmpegDrawing } from './command.ts'
import type { Tools } from './find-tools.ts'
import { runTool } from './run-tool.ts'

const proofs = new Map<string, Promise<boolean>>()

/** Can this ffmpeg write words into pictures here? It needs libass, and a font to draw with. */
export function canBurnCaptions(tools: Tools): Promise<boolean> {
  const proof = proofs.get(tools.ffmpegPath) ?? drawsWords(tools)
  proofs.set(tools.ffmpegPath, proof)
  return proof
}

const WORDS = '1\n00:00:00,000 --> 00:00:05,000\nWORDS\n'
const BRIGHT = 128

/** Without a font libass draws nothing and calls it a success, so the picture is looked at. */
async function drawsWords(tools: Tools): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'captions-'))
  try {
    await writeFile(join(folder, 'words.srt'), WORDS)
    const black = 'color=black:size=320x180:rate=1:duration=1'
    const draw = ['-vf', 'subtitles=filename=words.srt,format=gray', '-frames:v', '1']
    const after = [...draw, '-f', 'rawvideo', 'pipe:1']
    const command = ffmpegDrawing(tools, { pattern: black, before: ['-v', 'error'], after })
    const { code, stdout } = await runTool(command, { timeLimitMs: MINUTE_MS, folder })
    return code === 0 && stdout.some(brightness => brightness > BRIGHT)
  } catch {
    return false
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
