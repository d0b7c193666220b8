import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodesWholly } from '../../src/media/probe/deep-check.ts'
import { findTools } from '../../src/media/tools/find-tools.ts'
import { endingOf } from '../../src/watch/container.ts'
import { mustRun } from '../run-program.ts'

setDefaultTimeout(180_000)

const dir = mkdtempSync(join(tmpdir(), 'watch-containers-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const at = (name: string) => join(dir, name)
const { signal } = new AbortController()

const KINDS: Record<string, string[]> = {
  'end.mp4': [],
  'start.mp4': ['-movflags', '+faststart'],
  'whole.mkv': [],
  'whole.avi': [],
  'pieces.mp4': ['-movflags', '+frag_keyframe+empty_moov'],
  'open.mkv': ['-live', '1'],
  'stream.ts': [],
}
const WITH_AN_END = ['end.mp4', 'start.mp4', 'whole.mkv', 'whole.avi']

beforeAll(async () => {
  const { ffmpegPath } = await findTools({ searchPath: process.env.PATH ?? '' })
  for (const [name, options] of Object.entries(KINDS)) {
    const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=25:duration=2']
    const sound = ['-f', 'lavfi', '-i', 'sine=duration=2:sample_rate=48000']
    const codecs = ['-c:v', 'mpeg4', '-g', '12', '-c:a', 'aac', ...options]
    const command = [ffmpegPath, '-v', 'error', '-y', ...picture, ...sound, ...codecs, at(name)]
    await mustRun(command)
  }
})

test('what says where it ends is whole at its end, and at no byte before', async () => {
  for (const name of WITH_AN_END) {
    expect([name, (await endingOf(at(name))).kind]).toEqual([name, 'whole'])
    const bytes = readFileSync(at(name))
    for (let part = 0; part < 150; part += 1) {
      const cut = part < 20 ? bytes.length - 1 - part : Math.floor((bytes.length * part) / 150)
      writeFileSync(at(`cut-${name}`), bytes.subarray(0, cut))
      expect([name, cut, (await endingOf(at(`cut-${name}`))).kind]).toEqual([name, cut, 'broken'])
    }
  }
})

test('what does not say where it ends is never called whole', async () => {
  for (const name of ['pieces.mp4', 'open.mkv', 'stream.ts']) {
    const bytes = readFileSync(at(name))
    const isIndexed = name === 'pieces.mp4'
    expect([name, (await endingOf(at(name))).kind]).toEqual([name, isIndexed ? 'whole' : 'endless'])
    for (let part = 1; part < 60; part += 1) {
      writeFileSync(at(`cut-${name}`), bytes.subarray(0, Math.floor((bytes.length * part) / 60)))
      const { kind } = await endingOf(at(`cut-${name}`))
      expect([name, part, kind]).not.toEqual([name, part, 'whole'])
    }
  }
})

test('empty blocks among the pictures are decoded before they are believed', async () => {
  const tools = await findTools({ searchPath: process.env.PATH ?? '' })
  for (const name of WITH_AN_END) {
    expect([name, await decodesWholly(tools, at(name), signal)]).toEqual([name, null])
    const bytes = readFileSync(at(name))
    bytes.fill(0, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.9))
    writeFileSync(at(`gap-${name}`), bytes)
    const { kind } = await endingOf(at(`gap-${name}`))
    if (kind === 'broken') continue
    expect([name, kind]).toEqual([name, 'doubtful'])
    expect(await decodesWholly(tools, at(`gap-${name}`), signal)).toContain('not complete')
  }
})

test('a file of nothing but tiny parts is given up at once', async () => {
  const part = Buffer.from('RIFF\u0001\0\0\0x\0', 'latin1')
  writeFileSync(at('tiny.avi'), Buffer.concat(Array.from({ length: 200_000 }, () => part)))
  const begunAt = performance.now()
  expect(await endingOf(at('tiny.avi'))).toMatchObject({ kind: 'broken' })
  expect(performance.now() - begunAt).toBeLessThan(10_000)
})
