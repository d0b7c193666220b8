import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Facts } from '../../src/media/facts.ts'
import { moveIndex } from '../../src/media/mp4/move-index.ts'
import { packetsFromIndex } from '../../src/media/mp4/movie.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { fileArgument } from '../../src/media/tools/command.ts'
import type { Tools } from '../../src/media/tools/find-tools.ts'
import { runProgram } from '../run-program.ts'
import * as clips from './clips.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(180_000)
const kits = await toolKits()
const [{ tools }] = kits
const studio = await clips.Studio.open(tools.ffmpegPath)
afterAll(() => studio.close())

async function factsOf(by: Tools, path: string) {
  const found = await probe(by, path)
  if (found.kind !== 'video') throw new Error(found.reason)
  return found.facts
}

async function moved(clip: clips.Clip, name: string) {
  const source = await clip(studio)
  const target = join(studio.folder, name)
  return { source, target, result: await moveIndex({ source, target, ...(await seen(source)) }) }
}

const seen = async (path: string) => ({ facts: await factsOf(tools, path) })

describe('an MP4 put in order without FFmpeg', () => {
  test.each([
    ['with B-frames and sound', clips.asRecorded],
    ['with HEVC', clips.asRecordedHevc],
    ['without sound', clips.screenVfr],
  ])('%s holds the same pictures and sound, and starts at 0', async (what, clip) => {
    const { source, target, result } = await moved(clip, `${what}.mp4`)
    expect(result?.boxes).toMatchObject({ isWhole: true, isFaststart: true, hasEditList: false })
    for (const kit of kits) {
      expect(await contentOf(kit.tools, target)).toEqual(await contentOf(kit.tools, source))
      const facts = await factsOf(kit.tools, target)
      expect(facts.video.startMs).toBe(0)
      expect(result && rounded(result)).toEqual(rounded(facts))
    }
  })

  test('says nothing that its camera wrote beside the recording', async () => {
    const { source, target } = await moved(clips.asRecorded, 'nowhere.mp4')
    expect((await readFile(source)).includes('Holidays')).toBe(true)
    expect((await readFile(target)).includes('Holidays')).toBe(false)
  })

  test.each([
    ['a second sound', clips.twoSounds],
    ['a QuickTime file', clips.phoneVertical],
    ['a file in pieces', clips.fragmented],
    ['a hidden part', clips.trimmed],
    ['Matroska', clips.lateSound],
  ])('is left to FFmpeg: %s', async (what, clip) => {
    expect((await moved(clip, `${what}.mp4`)).result).toBeNull()
  })
})

test('the index tells the same times and key pictures as ffprobe', async () => {
  const path = await clips.asRecorded(studio)
  const packets = (await packetsFromIndex(path, 0, [[0, 99_000]])) ?? []
  const show = ['-select_streams', 'v', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0']
  const command = [tools.ffprobePath, '-v', 'error', ...show, fileArgument(path)]
  const { stdout } = await runProgram(command)
  const lines = new TextDecoder().decode(stdout).trim().split('\n')
  const said = lines.map(line => line.split(','))
  const first = packets[0]?.ptsMs ?? 0
  expect(packets.map(it => [Math.round(it.ptsMs - first), it.isKey])).toEqual(
    said.map(([pts, flags]) => [Math.round(Number(pts) * 1000), flags?.startsWith('K') ?? false]),
  )
})

/** Two ways to count the same differ behind the decimal point. */
function rounded({ durationMs, video, ...rest }: Facts) {
  const times = { usualFps: video.usualFps.toFixed(3), gopMs: video.gopMs?.toFixed(3) }
  return { ...rest, bitRate: 0, durationMs: Math.round(durationMs), video: { ...video, ...times } }
}

/** The bytes of every packet, pictures and sound apart, as one hash each. */
async function contentOf({ ffmpegPath }: Tools, path: string): Promise<string[]> {
  const hashes = ['v', 'a'].map(async kind => {
    const copy = ['-map', `0:${kind}?`, '-c', 'copy', '-f', 'md5', 'pipe:1']
    // With the edit list a few packets of lead-in are left out; both files are read whole.
    const input = ['-ignore_editlist', '1', '-i', fileArgument(path)]
    const command = [ffmpegPath, '-nostdin', '-v', 'error', ...input, ...copy]
    const { stdout } = await runProgram(command)
    return new TextDecoder().decode(stdout).trim()
  })
  return Promise.all(hashes)
}
