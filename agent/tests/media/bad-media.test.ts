import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { constants } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PLATFORMS } from '@content/api/contract'
import { breachesOf } from '../../src/media/breaches.ts'
import { MediaError } from '../../src/media/media-error.ts'
import { planRendition } from '../../src/media/plan.ts'
import { prepare } from '../../src/media/prepare.ts'
import { probe } from '../../src/media/probe/probe.ts'
import type { Tools } from '../../src/media/tools/find-tools.ts'
import { MEDIA_RULES as RULES } from '../../src/platforms/index.ts'
import * as bad from './bad-clips.ts'
import { type Clip, Studio } from './clips.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(40_000)
const kits = await toolKits()
const studio = await Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

// Whoever opens a pipe for reading hangs until somebody writes, so a wrong read cannot go unseen.
const canary = join(studio.folder, 'canary.ts')
beforeAll(async () => {
  await Bun.$`mkfifo ${canary}`.quiet()
})

const SENTENCE = /^[A-Z].*\.$/s

/** What a creator would get for each platform: what was done to the file, or why not. */
async function outcomes(tools: Tools, path: string): Promise<string[]> {
  const found = await probe(tools, path)
  if (found.kind !== 'video') return [found.reason]
  const all: string[] = []
  for (const platform of PLATFORMS) {
    const plan = planRendition(found.facts, platform)
    const out = { targetPath: join(studio.folder, 'out', `${platform}.mp4`) }
    const job = { source: path, facts: found.facts, plan, platforms: [platform], ...out }
    all.push(`${platform}: ${await prepare(tools, job).then(() => plan.kind, said)}`)
    if (all.at(-1) !== `${platform}: ${plan.kind}` || plan.kind === 'untouched') continue
    const result = await probe(tools, out.targetPath)
    const broken = result.kind === 'video' ? breachesOf(result.facts, RULES[platform]) : [result]
    expect(broken).toEqual([])
  }
  return all
}

function said(error: unknown): string {
  if (!(error instanceof MediaError)) throw error
  expect(error.message).toMatch(SENTENCE)
  return error.message
}

const REFUSED: readonly (readonly [string, Clip, string])[] = [
  ['a truncated MP4', bad.truncated, 'not complete'],
  ['cover art without pictures', bad.coverOnly, 'sound but no pictures'],
  ['subtitles alone', bad.subtitlesOnly, 'no pictures'],
  ['a vector drawing', bad.vectorDrawing, 'not a video'],
  ['a still picture', bad.stillPicture, 'not a video'],
  ['a picture of 169 million pixels', bad.bomb, 'too large'],
]

const REPAIRED: readonly (readonly [string, Clip, string[]])[] = [
  [
    'a single picture',
    bad.zeroDuration,
    ['youtube: untouched', 'instagram: Instagram takes at least 3 seconds', 'tiktok: encode'],
  ],
  ['one pixel', bad.onePixel, ['youtube: untouched', 'instagram: encode', 'tiktok: encode']],
  ['8K', bad.eightK, ['youtube: untouched', 'instagram: Instagram takes', 'tiktok: encode']],
  ['240 pictures a second', bad.fast240, ['youtube: untouched', 'instagram: encode']],
  ['fifty sounds', bad.fiftySounds, ['youtube: untouched', 'instagram: remux', 'tiktok: remux']],
  ['a start before zero', bad.negativeStart, ['youtube: untouched', 'instagram: audio']],
  ['a title of 100,000 letters', bad.longMetadata, ['youtube: untouched', 'instagram: remux']],
  ['drawings and styles inside', bad.withAttachments, ['youtube: untouched', 'instagram: remux']],
]

describe.each(kits)('with the $name ffmpeg', ({ tools }) => {
  test.each(REFUSED)('%s is refused in a sentence', async (_what, clip, words) => {
    const [reason = '', ...others] = await outcomes(tools, await clip(studio))
    expect(reason).toMatch(SENTENCE)
    expect(reason).toContain(words)
    expect(others).toEqual([])
  })

  test.each(REPAIRED)('%s is taken, repaired or refused', async (_what, clip, expected) => {
    const all = await outcomes(tools, await clip(studio))
    for (const outcome of expected) expect(all.find(it => it.startsWith(outcome))).toBeDefined()
  })

  test.each(Bun.env.LONG ? [1, 2, 3] : [1])('noise is survived (seed %d)', async seed => {
    for (const clip of [bad.noisyPictures, bad.noisyAll, bad.noisyMatroska]) {
      const all = await outcomes(tools, await clip(seed)(studio))
      expect(all.length).toBeGreaterThan(0)
    }
    const left = await readdir(join(studio.folder, 'out')).catch(() => [])
    expect(left.filter(name => name.startsWith('.'))).toEqual([])
  })

  test.each(bad.PLAYLISTS)('%s is refused, and what it names is not opened', async (_, write) => {
    const [reason = ''] = await outcomes(tools, await write(studio, canary))
    expect(reason).toMatch(/playlist|not a video/)
    await expectNoReader()
  })

  test('a movie that points at another file does not make us read that', async () => {
    const all = await outcomes(tools, await bad.outsideReference(studio, canary))
    expect(all.length).toBeGreaterThan(0)
    await expectNoReader()
  })
})

test('the pipe does catch a reader: without our limits FFmpeg follows a list', async () => {
  const [, write] = bad.PLAYLISTS[3]
  const list = await write(studio, canary)
  const unsafe = [kits[0].tools.ffprobePath, '-v', 'quiet', '-safe', '0', '-f', 'concat', list]
  const child = Bun.spawn(unsafe, { stdout: 'ignore', stderr: 'ignore' })
  // Opening to write waits for a reader, so this line is passed only when there is one.
  const writer = await open(canary, 'w')
  child.kill('SIGKILL')
  await child.exited
  await writer.close()
})

/** Opening for writing without waiting fails as long as nobody has the pipe open to read. */
async function expectNoReader(): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_NONBLOCK
  await expect(open(canary, flags)).rejects.toMatchObject({ code: 'ENXIO' })
}
