import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { planRendition } from '../../src/media/plan.ts'
import { prepare } from '../../src/media/prepare.ts'
import { fileArgument } from '../../src/media/tools/command.ts'
import { transcode } from '../../src/media/tools/ffmpeg.ts'
import { findTools } from '../../src/media/tools/find-tools.ts'
import type { Progress } from '../../src/media/tools/progress.ts'
import { progressIn } from '../../src/media/tools/progress.ts'
import { failureOf } from '../../src/media/tools/run-tool.ts'
import { usualPlaces } from '../../src/media/tools/usual-places.ts'
import { runProgram } from '../run-program.ts'
import * as clips from './clips.ts'
import { factsOf } from './facts-of.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(180_000)
const kits = await toolKits()
const [{ tools }] = kits
const studio = await clips.Studio.open(tools.ffmpegPath)
afterAll(() => studio.close())

// A minute to encode, so that there is time to interrupt it.
const facts = factsOf({
  file: { durationMs: 61_000 },
  video: { width: 360, height: 640, bitDepth: 10, rate: { num: 24, den: 1 } },
})
const plan = planRendition(facts, 'instagram')

const SLOW = ['-c:v', 'libx264', '-preset', 'veryslow', '-f', 'mp4']

describe('a running encode', () => {
  test('tells how far it is, how fast and how long it still takes', async () => {
    const { job, controller } = await longJob('progress')
    const seen = Promise.withResolvers<Progress>()
    const made = prepare(tools, {
      ...job,
      onProgress: step => step.speed > 0 && seen.resolve(step),
    })
    const progress = await Promise.race([seen.promise, made.then(() => Promise.reject())])
    controller.abort()
    expect(progress.percent).toBeGreaterThan(0)
    expect(progress.secondsLeft).toBeGreaterThan(0)
    await expect(made).rejects.toMatchObject({ fault: 'stopped' })
  })

  test('leaves nothing behind when it is stopped', async () => {
    const { job, controller, folder } = await longJob('stopped')
    const made = prepare(tools, { ...job, onProgress: () => controller.abort() })
    await expect(made).rejects.toThrow('Preparing the video was stopped.')
    expect(await readdir(folder)).toEqual([])
    expect(await processesNaming(folder)).toEqual([])
  })

  test('does not start when it was stopped before', async () => {
    const { job, controller, folder } = await longJob('early')
    controller.abort()
    await expect(prepare(tools, job)).rejects.toMatchObject({ fault: 'stopped' })
    expect(await readdir(folder)).toEqual([])
  })

  test('is ended when its time is up', async () => {
    const run = transcode(tools, {
      source: await clips.sixtyOneSeconds(studio),
      outputs: [{ target: join(studio.folder, 'late.mp4'), arguments: SLOW }],
      durationMs: 61_000,
      timeLimitMs: 300,
    })
    await expect(run).rejects.toMatchObject({ fault: 'timeout' })
  })
})

test('an ffmpeg that is stuck is ended with a sentence', async () => {
  // Nobody ever writes into this pipe, so reading it never comes back.
  const source = join(studio.folder, 'stuck.mp4')
  await Bun.$`mkfifo ${source}`.quiet()
  const run = transcode(tools, {
    ...{ source, durationMs: 1000, timeLimitMs: 60_000, stallLimitMs: 200 },
    outputs: [{ target: join(studio.folder, 'never.mp4'), arguments: SLOW }],
  })
  await expect(run).rejects.toThrow('FFmpeg got stuck: nothing moved for 1 min')
})

describe('a failure', () => {
  test('is said before starting when the disk is too full', async () => {
    const huge = { ...facts, sizeBytes: 1e17 }
    const { job } = await longJob('full')
    const copy = { kind: 'remux', reasons: [], video: 'copy', audio: 'copy' } as const
    const made = prepare(tools, { ...job, facts: huge, plan: copy })
    await expect(made).rejects.toMatchObject({ fault: 'disk_full', fixedBy: 'you' })
  })

  test('never hands on a file that breaks a rule', async () => {
    const source = await clips.surround(studio)
    const targetPath = join(studio.folder, 'wrong', 'out.mp4')
    const copy = { kind: 'remux', reasons: [], video: 'copy', audio: 'copy' } as const
    const job = { source, facts: { ...facts, durationMs: 4000 }, plan: copy, targetPath }
    const made = prepare(tools, { ...job, platforms: ['instagram'] })
    await expect(made).rejects.toThrow('Instagram takes 2 sound channels at most; this has 6.')
    expect(await readdir(join(studio.folder, 'wrong'))).toEqual([])
  })

  test('is one sentence without paths', () => {
    const { message } = failureOf('frame=1\n[mov @ 0x1] file:/home/me/a.mp4: Odd thing happened')
    expect(message).toBe('FFmpeg could not prepare the video: the file Odd thing happened.')
    expect(failureOf('av_write: No space left on device').fault).toBe('disk_full')
  })
})

test('a progress line is read as a person would', () => {
  const line = 'frame=  90 fps= 45 q=28.0 size= 10kB time=00:00:03.00 bitrate=2k speed=1.5x'
  expect(progressIn(line, 6000)).toEqual({ percent: 50, fps: 45, speed: 1.5, secondsLeft: 2 })
})

test('a name that begins with a dash, or looks like an address, is still a file', () => {
  expect(fileArgument('-i.mp4')).toStartWith('file:')
  expect(fileArgument('http:x.mp4')).toMatch(/^file:.+http:x\.mp4$/)
})

describe('finding ffmpeg', () => {
  test('uses the packaged one when PATH has none, even without its execute bit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tools-'))
    const found = await findTools({ searchPath: folder, cacheDir: folder })
    expect((await stat(found.ffmpegPath)).mode & 0o100).toBe(0o100)
    await rm(folder, { recursive: true })
  })

  test('prefers the newest on PATH to the first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tools-'))
    const folders = await Promise.all(kits.map((kit, at) => onlyTool(join(folder, `${at}`), kit)))
    const found = await findTools({ searchPath: folders.toReversed().join(delimiter) })
    expect(found.generation).toBe(Math.max(...kits.map(kit => kit.tools.generation)))
    await rm(folder, { recursive: true })
  })

  test('looks into the usual places where PATH has none that is current', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tools-'))
    const old = 'libavutil      56. 22.100'
    const current = 'libavutil      59. 39.100'
    const [path, place] = [join(folder, 'path'), join(folder, 'place')]
    await Promise.all([saying(path, old), saying(place, current)])
    const found = await findTools({ searchPath: path, usualPlaces: [place] })
    expect([found.ffmpegPath, found.generation]).toEqual([join(place, 'ffmpeg'), 59])
    await saying(path, current.replace('59', '58'))
    const onPath = await findTools({ searchPath: path, usualPlaces: [place] })
    expect(onPath.ffmpegPath).toBe(join(path, 'ffmpeg'))
    await rm(folder, { recursive: true })
  })

  test('knows where each system puts it', () => {
    expect(usualPlaces('darwin', {})).toContain('/opt/homebrew/bin')
    const places = usualPlaces('win32', { ProgramData: 'D:\\Data' }, 'C:\\Users\\Ada')
    expect(places).toContain('D:\\Data\\chocolatey\\bin')
    expect(places).toContain('C:\\Users\\Ada\\scoop\\shims')
  })

  test('says so when the one that was named does not run', async () => {
    const named = findTools({ searchPath: '', ffmpegPath: '/no/such/ffmpeg' })
    await expect(named).rejects.toThrow('The ffmpeg named in the settings does not run')
  })
})

/** Both programs, as ones that say this version and know x264. */
async function saying(folder: string, version: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const text = `#!/bin/sh\necho "${version}"\necho " V..... libx264 "\n`
  for (const name of ['ffmpeg', 'ffprobe']) {
    await Bun.write(join(folder, name), text)
    await chmod(join(folder, name), 0o755)
  }
}

async function onlyTool(folder: string, kit: (typeof kits)[number]): Promise<string> {
  await mkdir(folder)
  await symlink(kit.tools.ffmpegPath, join(folder, 'ffmpeg'))
  return folder
}

async function longJob(name: string) {
  const folder = join(studio.folder, name)
  await mkdir(folder)
  const controller = new AbortController()
  const source = await clips.sixtyOneSeconds(studio)
  const targetPath = join(folder, 'out.mp4')
  const { signal } = controller
  const job = { source, facts, plan, platforms: ['instagram'] as const, targetPath, signal }
  return { job, controller, folder }
}

async function processesNaming(path: string): Promise<string[]> {
  const { stdout } = await runProgram(['ps', '-eo', 'args'])
  const lines = new TextDecoder().decode(stdout).split('\n')
  return lines.filter(line => line.includes(path) && line.includes('ffmpeg'))
}
