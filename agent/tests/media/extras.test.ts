import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PREVIEW_LIMITS } from '@content/api/contract'
import { coverJpeg } from '../../src/media/cover.ts'
import type { Encoder } from '../../src/media/encode/hardware.ts'
import { provenEncoder } from '../../src/media/encode/hardware.ts'
import { measureLoudness } from '../../src/media/encode/loudness.ts'
import { isRepair, planRendition } from '../../src/media/plan.ts'
import { prepare } from '../../src/media/prepare.ts'
import { smallPictures } from '../../src/media/previews.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { fileArgument } from '../../src/media/tools/command.ts'
import type { Tools } from '../../src/media/tools/find-tools.ts'
import { runProgram } from '../run-program.ts'
import * as clips from './clips.ts'
import { factsOf } from './facts-of.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(180_000)
const kits = await toolKits()
const [{ tools: newest }] = kits
const studio = await clips.Studio.open(newest.ffmpegPath)
afterAll(() => studio.close())

async function read(tools: Tools, path: string) {
  const found = await probe(tools, path)
  if (found.kind !== 'video') throw new Error(found.reason)
  return found.facts
}

describe.each(kits)('loudness with the $name ffmpeg', ({ tools, name }) => {
  test.each([
    ['a quiet recording', clips.quiet],
    ['a loud one with peaks', clips.loud],
  ])('%s ends within 1 LU of −14 LUFS, and its pictures are copied', async (what, clip) => {
    const source = await clip(studio)
    const facts = await read(tools, source)
    const loudness = await measureLoudness(tools, { path: source, facts })
    expect(Math.abs((loudness?.integrated ?? -14) + 14)).toBeGreaterThan(2)
    const plan = planRendition(facts, 'youtube', { loudness })
    expect(plan).toMatchObject({ kind: 'audio', video: 'copy' })
    const targetPath = join(studio.folder, 'loud', `${name}-${what}.mp4`)
    await prepare(tools, { source, facts, plan, platforms: ['youtube'], targetPath })
    const after = await integratedLoudness(tools, targetPath)
    expect(Math.abs(after + 14)).toBeLessThanOrEqual(1)
  })

  test('silence is left alone', async () => {
    const source = await clips.silent(studio)
    const facts = await read(tools, source)
    expect(await measureLoudness(tools, { path: source, facts })).toBeNull()
    expect(planRendition(facts, 'tiktok', { loudness: null }).kind).toBe('untouched')
  })
})

test('loudness alone is no reason for new pictures', () => {
  const loudness = { integrated: -30, truePeak: -20, range: 3, threshold: -40, offset: 0 }
  const proRes = factsOf({ video: { codec: 'prores' } })
  expect(planRendition(proRes, 'youtube', { loudness }).kind).toBe('untouched')
  const encoded = planRendition(proRes, 'instagram', { loudness })
  expect(isRepair(encoded) && encoded.audio).toMatchObject({ loudness })
})

describe.each(kits)('a cover by the $name ffmpeg', ({ tools }) => {
  test.each([
    ['from an upright video', { clip: clips.phoneVertical, atMs: 1500, size: [360, 640] }],
    ['no larger than YouTube takes', { clip: clips.large, atMs: 0, size: [1280, 720] }],
    ['although the end was asked for', { clip: clips.plain, atMs: 99_000, size: [640, 360] }],
  ])('is one JPEG, %s', async (_what, { clip, atMs, size }) => {
    const path = await clip(studio)
    const jpeg = await coverJpeg(tools, { path, facts: await read(tools, path), atMs })
    expect(jpeg.length).toBeLessThan(2_000_000)
    expect([...jpeg.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
    expect(sizeOf(jpeg)).toEqual(size)
  })
})

/** An FFmpeg as some systems build it. */
async function withoutWebp(tools: Tools): Promise<Tools> {
  const ffmpegPath = join(studio.folder, 'no-webp')
  const refusal = '#!/bin/sh\ncase "$*" in *libwebp*) exit 1;; esac\n'
  const script = `${refusal}exec '${tools.ffmpegPath}' "$@"\n`
  await writeFile(ffmpegPath, script, { mode: 0o755 })
  return { ...tools, ffmpegPath }
}

describe.each(kits)('small pictures by the $name ffmpeg', ({ tools }) => {
  test.each([
    ['of an upright video', { clip: clips.phoneVertical, size: [180, 320] }],
    ['of what compresses badly', { clip: clips.grainy, size: [160, 160] }],
  ])('are three WebPs, %s', async (_what, { clip, size }) => {
    const path = await clip(studio)
    const pictures = await smallPictures(tools, { path, facts: await read(tools, path) })
    expect(pictures).toHaveLength(PREVIEW_LIMITS.pictures)
    for (const webp of pictures.map(it => Buffer.from(it))) {
      expect(webp.length).toBeLessThanOrEqual(PREVIEW_LIMITS.bytes)
      expect(webp.toString('latin1', 8, 15)).toBe('WEBPVP8')
      expect([webp.readUInt16LE(26), webp.readUInt16LE(28)]).toEqual(size)
    }
  })

  test('are JPEGs where it makes no WebP', async () => {
    const path = await clips.grainy(studio)
    const facts = await read(tools, path)
    const pictures = await smallPictures(await withoutWebp(tools), { path, facts })
    expect(pictures).toHaveLength(3)
    for (const side of pictures.flatMap(sizeOf))
      expect(side).toBeLessThanOrEqual(PREVIEW_LIMITS.side)
    for (const { length } of pictures) expect(length).toBeLessThanOrEqual(PREVIEW_LIMITS.bytes)
  })
})

const X264: Encoder = {
  name: 'libx264',
  filters: ['format=yuv420p'],
  arguments: () => ['-preset', 'ultrafast', '-bf', '0', '-flags', '+cgop'],
}
const NO_DEVICE: Encoder = { ...X264, device: ['-vaapi_device', '/dev/null/none'] }
const WRONG_COLOURS: Encoder = { ...X264, filters: ['format=yuv444p'] }
const ABSENT: Encoder = { ...X264, name: 'h264_of_tomorrow' }

describe('an encoder outside the processor', () => {
  test('is used only when it made a right video here', async () => {
    expect(await provenEncoder(newest, [ABSENT])).toBeNull()
    expect(await provenEncoder(newest, [NO_DEVICE])).toBeNull()
    expect(await provenEncoder(newest, [WRONG_COLOURS])).toBeNull()
    expect(await provenEncoder(newest, [ABSENT, WRONG_COLOURS, X264])).toBe(X264)
  })

  test('that fails on a file gives way to x264', async () => {
    const source = await clips.tiny120(studio)
    const facts = await read(newest, source)
    const plan = planRendition(facts, 'tiktok')
    for (const encoder of [NO_DEVICE, ABSENT, X264]) {
      const targetPath = join(studio.folder, 'encoder', `${encoder.name}.mp4`)
      const job = { source, facts, plan, platforms: ['tiktok'] as const, targetPath, encoder }
      expect((await prepare(newest, job)).sizeBytes).toBeGreaterThan(0)
    }
  })
})

async function integratedLoudness({ ffmpegPath }: Tools, path: string): Promise<number> {
  const listen = ['-vn', '-af', 'ebur128', '-f', 'null', '-']
  const command = [ffmpegPath, '-nostdin', '-hide_banner', '-i', fileArgument(path), ...listen]
  const { stderr } = await runProgram(command)
  return Number(/I:\s+(-?[\d.]+) LUFS/.exec(stderr.slice(stderr.indexOf('Summary:')))?.[1])
}

/** From the JPEG's start of frame. */
function sizeOf(jpeg: Uint8Array): number[] {
  const bytes = Buffer.from(jpeg)
  let at = 2
  while (at < bytes.length && bytes[at + 1] !== 0xc0) at += 2 + bytes.readUInt16BE(at + 2)
  return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)]
}
