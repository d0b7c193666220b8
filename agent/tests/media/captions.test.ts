import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { captionsBeside } from '../../src/media/captions/beside.ts'
import type { Captions } from '../../src/media/captions/read.ts'
import { readCaptions } from '../../src/media/captions/read.ts'
import { planRendition } from '../../src/media/plan.ts'
import { prepare } from '../../src/media/prepare.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { canBurnCaptions } from '../../src/media/tools/burn-proof.ts'
import { runProgram } from '../run-program.ts'
import * as clips from './clips.ts'
import { factsOf } from './facts-of.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(180_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

const SRT = '1\n00:00:00,000 --> 00:00:03,900\nHÉLLO\n'
let folders = 0

async function folderWith(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = join(studio.folder, `captions-${folders++}`)
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

async function read(content: string | Uint8Array, name = 'clip.srt') {
  return readCaptions(join(await folderWith({ [name]: content }), name))
}

describe('captions beside a video', () => {
  test('are found by the same name, with a language or without', async () => {
    const files = { 'a.mp4': '', 'a.en.srt': SRT, 'b.mp4': '', 'b.fr.vtt': SRT, 'b.VTT': SRT }
    const folder = await folderWith({ ...files, 'c.mp4': '', 'cc.srt': SRT, 'c.notes.2.srt': SRT })
    const beside = async (name: string) => (await captionsBeside(join(folder, name)))[0]?.path
    expect(await beside('a.mp4')).toBe(join(folder, 'a.en.srt'))
    expect(await beside('b.mp4')).toBe(join(folder, 'b.VTT'))
    expect(await beside('c.mp4')).toBeUndefined()
  })

  test('are found for a name that is a pattern to other programs', async () => {
    const name = `[x] 'it''s' *;{a}:b,c=d`
    const folder = await folderWith({ [`${name}.mp4`]: '', [`${name}.srt`]: SRT })
    const [found] = await captionsBeside(join(folder, `${name}.mp4`))
    expect(found?.path).toBe(join(folder, `${name}.srt`))
  })
})

describe('reading captions', () => {
  test('takes UTF-8 and UTF-16 of either order, marked or not, as the same captions', async () => {
    const wide = Buffer.from(`\ufeff${SRT}`, 'utf16le')
    const all = await Promise.all([
      read(SRT),
      read(`\ufeff${SRT.replaceAll('\n', '\r\n')}`),
      read(wide),
      read(Buffer.from(wide).swap16()),
      read(`WEBVTT\n\nNOTE nothing\n\n00:00.000 --> 00:03.900 line:0\nHÉLLO\n`, 'clip.vtt'),
    ])
    const hashes = all.map(it => (it.kind === 'captions' ? it.sha256 : it.reason))
    expect(new Set(hashes).size).toBe(1)
    expect(all[0]).toMatchObject({ cues: [{ startMs: 0, endMs: 3900, text: 'HÉLLO' }] })
  })

  test.each([
    ['a playlist', '#EXTM3U\n/etc/passwd\n', 'holds no captions'],
    ['nothing', '', 'holds no captions'],
    ['Latin-1', Buffer.from(SRT, 'latin1'), 'UTF-8'],
    ['too much', new Uint8Array(2_000_001), 'larger than 2 MB'],
    ['an impossible time', '1\n00:00:05,000 --> 00:00:01,000\nback\n', 'cannot be read'],
    ['a movie', '1\n00:00:00,000 --> 00:00:01,000\na\0b\n', 'no text'],
  ])('says in a sentence why %s is no use', async (_what, content, words) => {
    const found = await read(content)
    expect(found.kind === 'unusable' && found.reason).toContain(words)
  })
})

describe.each(kits)('burning in with the $name ffmpeg', ({ tools, name: kit }) => {
  test('is proven before it is promised', async () => {
    expect(await canBurnCaptions(tools)).toBe(true)
    expect(await canBurnCaptions({ ...tools, ffmpegPath: '/bin/true' })).toBe(false)
  })

  test('changes the pictures while a caption is shown, and only then', async () => {
    const source = await clips.plain(studio)
    const probed = await probe(tools, source)
    if (probed.kind !== 'video') throw new Error(probed.reason)
    const captions = (await read('1\n00:00:02,000 --> 00:00:04,000\nHELLO\n')) as Captions
    const plan = planRendition(probed.facts, 'tiktok', { captions: captions.sha256 })
    expect(plan.kind).toBe('encode')
    // A folder whose name would end the filter if it were ever written into one.
    const targetPath = join(studio.folder, `it's, [a];b:c=${kit}`, 'out.mp4')
    const job = { source, facts: probed.facts, plan, platforms: ['tiktok'] as const, targetPath }
    await prepare(tools, { ...job, captions })
    const differs = (at: number) => difference(tools.ffmpegPath, [source, targetPath], at)
    expect(await differs(1)).toBeLessThan(20)
    expect(await differs(3)).toBeGreaterThan(200)
  })
})

test('captions belong to the file they are in', () => {
  const wish = (captions: string) =>
    JSON.stringify(planRendition(factsOf(), 'tiktok', { captions }))
  expect(wish('one')).not.toBe(wish('two'))
})

/** How many pixels in the lower half, where captions stand, are far brighter or darker. */
async function difference(ffmpegPath: string, paths: string[], second: number): Promise<number> {
  const inputs = paths.flatMap(path => ['-ss', String(second), '-i', `file:${path}`])
  const graph = '[0][1]blend=all_mode=difference,format=gray,crop=iw:ih/2:0:ih/2'
  const command = [ffmpegPath, '-nostdin', '-v', 'error', ...inputs, '-filter_complex', graph]
  const out = ['-frames:v', '1', '-f', 'rawvideo', 'pipe:1']
  const { stdout } = await runProgram([...command, ...out])
  return stdout.filter(difference => difference > 90).length
}
