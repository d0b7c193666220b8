import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import type { Facts } from '../../src/media/facts.ts'
import { keyFrames } from '../../src/media/key-frames.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { fileArgument, SAFE_INPUT } from '../../src/media/tools/command.ts'
import { runProgram } from '../run-program.ts'
import type { Clip } from './clips.ts'
import * as clips from './clips.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(180_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

describe.each(kits)('with the $name ffmpeg', ({ tools }) => {
  const factsFor = async (clip: Clip): Promise<Facts> => {
    const found = await probe(tools, await clip(studio))
    if (found.kind !== 'video') throw new Error(found.reason)
    return found.facts
  }
  const verdict = async (clip: Clip) => probe(tools, await clip(studio))

  test('a phone video held upright is taller than wide', async () => {
    const { container, video, boxes } = await factsFor(clips.phoneVertical)
    expect(video).toMatchObject({ width: 360, height: 640 })
    expect(video.rotation % 180).toBe(90)
    expect(container).toBe('mov')
    expect(boxes).toMatchObject({ isFaststart: false, hasEditList: true, hasCuts: false })
  })

  test('ten bits in Matroska, and its open groups, are seen', async () => {
    const { container, video } = await factsFor(clips.hevcTenBitMkv)
    expect(container).toBe('mkv')
    expect(video).toMatchObject({ codec: 'hevc', bitDepth: 10, chroma: '420', hasOpenGop: true })
  })

  test('HDR is seen', async () => {
    expect((await factsFor(clips.hevcHdr)).video.hdr).toBe('pq')
  })

  test('WebM is told apart from Matroska', async () => {
    expect((await factsFor(clips.vp9Webm)).container).toBe('webm')
  })

  test('a television recording is interlaced 4:2:2', async () => {
    const { container, video } = await factsFor(clips.interlacedTs)
    expect(container).toBe('mpegts')
    expect(video).toMatchObject({ isInterlaced: true, chroma: '422', rate: { num: 25, den: 1 } })
  })

  test('interlaced lines that no header admits are found in the pictures', async () => {
    expect((await factsFor(clips.secretlyInterlaced)).video.isInterlaced).toBe(true)
  })

  test('a screen recording varies around 60 pictures a second, without sound', async () => {
    const { video, audio } = await factsFor(clips.screenVfr)
    expect(video.isVariableRate).toBe(true)
    expect(Math.round(video.usualFps)).toBe(60)
    expect(audio).toBeNull()
  })

  test('a steady recording does not vary', async () => {
    expect((await factsFor(clips.lateSound)).video.isVariableRate).toBe(false)
  })

  test('six channels are counted', async () => {
    expect((await factsFor(clips.surround)).audio).toMatchObject({ codec: 'aac', channels: 6 })
  })

  test('a recording trimmed by an edit list has a hidden part', async () => {
    expect((await factsFor(clips.trimmed)).boxes).toMatchObject({ hasCuts: true })
  })

  test('odd sides are kept as they are', async () => {
    expect((await factsFor(clips.oddSize)).video).toMatchObject({ width: 853, height: 481 })
  })

  test('a half-copied MP4 is incomplete although ffprobe accepts it', async () => {
    expect(await verdict(clips.cutShort)).toEqual({
      kind: 'incomplete',
      reason: 'The file is not complete: a part of the video is missing.',
    })
  })

  test('a half-copied Matroska file is incomplete although ffmpeg exits with 0', async () => {
    expect((await verdict(clips.cutShortMkv)).kind).toBe('incomplete')
  })

  test('an empty file is incomplete', async () => {
    expect((await verdict(clips.emptyFile)).kind).toBe('incomplete')
  })

  test('text named like a video is not one', async () => {
    expect(await verdict(clips.textAsMp4)).toEqual({
      kind: 'not_a_video',
      reason: 'The file is not a video that FFmpeg can read.',
    })
  })

  test('sound alone is not a video', async () => {
    expect((await verdict(clips.soundOnly)).kind).toBe('not_a_video')
  })

  test('a playlist cannot pass another file off as its own', async () => {
    for (const clip of [clips.playlistAsMp4, clips.concatAsMp4]) {
      expect(await verdict(clip)).toMatchObject({
        kind: 'not_a_video',
        reason: expect.stringContaining('playlist'),
      })
    }
  })

  test('ffmpeg itself refuses a playlist that got past us', async () => {
    for (const clip of [clips.playlistAsMp4, clips.concatAsMp4]) {
      const read = [...SAFE_INPUT, '-i', fileArgument(await clip(studio)), '-f', 'null', '-']
      const command = [tools.ffmpegPath, '-nostdin', ...read]
      expect((await runProgram(command)).code).not.toBe(0)
    }
  })

  test('a Matroska file that lacks only its last moments is incomplete', async () => {
    expect((await verdict(clips.nearlyWholeMkv)).kind).toBe('incomplete')
  })

  test('a Matroska file of five pictures a second, out of order, is whole', async () => {
    expect((await factsFor(clips.slowMkv)).video.rate).toEqual({ num: 5, den: 1 })
  })

  test('a name may begin with a dash and hold anything, up to 255 bytes', async () => {
    expect((await factsFor(clips.hardName)).video.codec).toBe('h264')
  })

  test('three small pictures are taken from a video', async () => {
    const path = await clips.hevcTenBitMkv(studio)
    const facts = await factsFor(clips.hevcTenBitMkv)
    const frames = await keyFrames(tools, { path, facts })
    expect(frames.map(jpegSize)).toEqual(Array(3).fill({ width: 512, height: 288 }))
  })
})

/** Reads the frame header (SOF0 to SOF2) of a JPEG. */
function jpegSize(bytes: Uint8Array) {
  const view = Buffer.from(bytes)
  const at = view.findIndex(
    (byte, i) => byte === 0xff && [0xc0, 0xc1, 0xc2].includes(view[i + 1] ?? 0),
  )
  return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) }
}
