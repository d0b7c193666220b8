import { afterAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadConfig } from '../../src/config.ts'
import { coverJpeg } from '../../src/media/cover.ts'
import { measureLoudness } from '../../src/media/encode/loudness.ts'
import type { Facts } from '../../src/media/facts.ts'
import { keyFrames } from '../../src/media/key-frames.ts'
import { isRepair, planRendition } from '../../src/media/plan.ts'
import { prepare } from '../../src/media/prepare.ts'
import { decodesWholly } from '../../src/media/probe/deep-check.ts'
import { probe } from '../../src/media/probe/probe.ts'
import { packetsHash } from '../../src/media/probe/same-packets.ts'
import type { Tools } from '../../src/media/tools/find-tools.ts'
import * as clips from './clips.ts'
import { toolKits } from './kits.ts'

setDefaultTimeout(120_000)
const kits = await toolKits()
const studio = await clips.Studio.open(kits[0].tools.ffmpegPath)
afterAll(() => studio.close())

const never = new AbortController().signal
const KEY = 'cc_a_key_that_nobody_may_see'
/** Programs that write down what they were started with before they do their work. */
async function watched(tools: Tools, log: string): Promise<Tools> {
  const wrap = async (name: string, path: string) => {
    const script = join(studio.folder, `${name}-${log}`)
    const note = `{ env; printf 'ARG %s\\n' "$@"; echo END; } >> '${join(studio.folder, log)}'`
    await writeFile(script, `#!/bin/sh\n${note}\nexec '${path}' "$@"\n`)
    await chmod(script, 0o700)
    return script
  }
  return {
    ...tools,
    environment: { PATH: Bun.env.PATH, GIVEN: 'to them' },
    ffmpegPath: await wrap('ffmpeg', tools.ffmpegPath),
    ffprobePath: await wrap('ffprobe', tools.ffprobePath),
  }
}

const WORK: Readonly<Record<string, (tools: Tools, it: Work) => Promise<unknown>>> = {
  probing: (tools, { path }) => probe(tools, path),
  'key frames': keyFrames,
  'a cover': (tools, it) => coverJpeg(tools, { ...it, atMs: 500 }),
  loudness: measureLoudness,
  'comparing packets': (tools, it) => packetsHash(tools, it, never),
  'decoding all of it': (tools, { path }) => decodesWholly(tools, path, never),
  transcoding: async (tools, { path, facts }) => {
    const plan = planRendition({ ...facts, video: { ...facts.video, bitDepth: 10 } }, 'instagram')
    if (!isRepair(plan)) throw new Error('It should be a repair.')
    const targetPath = join(studio.folder, 'safe', 'made.mp4')
    await prepare(tools, { source: path, facts, plan, platforms: ['instagram'], targetPath })
  },
}

test('of the environment only what says where things are is handed on', () => {
  const places = { PATH: '/usr/bin', HOME: '/home/me', LC_ALL: 'C' }
  const keys = { OPENAI_API_KEY: KEY, A_KEY_OF_TOMORROW: KEY, AWS_SECRET_ACCESS_KEY: KEY }
  expect(loadConfig({ ...places, ...keys }, {}).toolEnvironment).toEqual(places)
})

// Besides what it is given, a shell makes some up.
const GIVEN = new Set(['PATH', 'GIVEN', 'GCONV_PATH', 'PWD', 'OLDPWD', 'SHLVL', '_'])

interface Work {
  readonly path: string
  readonly facts: Facts
}

describe.each(kits)('with the $name ffmpeg', ({ tools, name }) => {
  test.each(Object.entries(WORK))(
    '%s sees no key, and only files that are videos',
    async (what, work) => {
      const path = await clips.plain(studio)
      const found = await probe(tools, path)
      if (found.kind !== 'video') throw new Error(found.reason)
      const log = `${name}-${what.replaceAll(' ', '-')}.log`
      await work(await watched(tools, log), { path, facts: found.facts })
      const noted = await readFile(join(studio.folder, log), 'utf8')
      const names = [...noted.matchAll(/^([A-Za-z_]\w*)=/gm)].map(found => found[1] ?? '')
      expect(names).toContain('GIVEN')
      expect(names.filter(seen => !GIVEN.has(seen))).toEqual([])
      const readers = noted.split('END\n').filter(start => start.includes(`file:${path}`))
      expect(readers.length).toBeGreaterThan(0)
      for (const start of readers) {
        expect(start).toContain('ARG -protocol_whitelist\nARG file,pipe\n')
        expect(start).toContain('ARG -format_whitelist\n')
        expect(start).toContain('ARG -codec_whitelist\n')
      }
    },
  )
})
