import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Core } from '../src/core.ts'
import { stampOf } from '../src/journal/file-stamp.ts'
import { openJournal } from '../src/journal/journal.ts'
import { type Cause, Setback } from '../src/lib/step-error.ts'
import { openPreviewSharer } from '../src/previews/sharer.ts'
import * as clips from './media/clips.ts'
import { factsOf } from './media/facts-of.ts'
import { toolKits } from './media/kits.ts'

const dir = mkdtempSync(join(tmpdir(), 'agent-previews-'))
const [{ tools }] = await toolKits()
const studio = await clips.Studio.open(tools.ffmpegPath)
let path: string
beforeAll(async () => {
  path = await clips.plain(studio)
})
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true })
  await studio.close()
})

const SHA256 = 'e'.repeat(64)
const FACTS = factsOf({ file: { durationMs: 4000 }, video: { width: 640, height: 360 } })
const HOUR_MS = 3_600_000
const cause = (code: string, retry: Cause['retry']) =>
  new Setback({ code, retry, reason: 'It is.', whoCanFix: 'wait' })

/** An agent with one video that was looked into, and the server that it speaks to. */
async function agent(more: { isShared?: boolean; fails?: Setback } = {}) {
  const journal = openJournal(mkdtempSync(join(dir, 'home-')))
  const stamp = await stampOf(path)
  if (!stamp) throw new Error('unreachable')
  journal.noteFile(path, stamp, 1)
  const [file] = journal.files()
  if (!file) throw new Error('unreachable')
  journal.takeFile(file, SHA256, 1)
  journal.changeVideo(SHA256, { state: 'probed', facts: JSON.stringify(FACTS) })
  const said = { asked: 0, kept: [] as string[][] }
  const server = {
    isWanted: async () => {
      said.asked += 1
      if (more.fails) throw more.fails
      return { isWanted: said.kept.length === 0 && (more.isShared ?? true) }
    },
    send: async ({ pictures }: { pictures: string[] }) => {
      said.kept.push(pictures)
      return { outcome: 'kept' }
    },
  }
  let nowMs = 1
  const core = {
    config: { sharesPreviews: true },
    server: { preview: { isWanted: { query: server.isWanted }, send: { mutate: server.send } } },
    ...{ journal, tools: async () => tools, now: () => nowMs },
  }
  return {
    ...{ journal, said, core },
    /** Looks until there is nothing left to do for an hour; answers what became of the video. */
    async run() {
      const ended = Promise.withResolvers<void>()
      // Safe: nothing else of it is asked for.
      const sharer = openPreviewSharer(core as unknown as Core, ended.resolve)
      const isIdle = sharer.look() < Number.POSITIVE_INFINITY || journal.video(SHA256)?.previews
      if (!isIdle && core.config.sharesPreviews) await ended.promise
      await sharer.close()
      nowMs += HOUR_MS
      return journal.video(SHA256)?.previews ?? null
    },
  }
}

test('three small pictures are shared once', async () => {
  const { run, said } = await agent()
  expect(await run()).toBe('done')
  expect(said.kept.map(pictures => pictures.length)).toEqual([3])
  await run()
  expect(said).toMatchObject({ asked: 1, kept: [expect.anything()] })
})

test('an agent that was killed before it wrote that down sends none again', async () => {
  const { run, said, journal } = await agent()
  await run()
  journal.changeVideo(SHA256, { previews: null })
  expect(await run()).toBe('done')
  expect([said.asked, said.kept.length]).toEqual([2, 1])
})

test('where nobody wants any, none is sent; who shares none does not even ask', async () => {
  const unwanted = await agent({ isShared: false })
  expect(await unwanted.run()).toBe('done')
  expect(unwanted.said.kept).toEqual([])
  const silent = await agent()
  silent.core.config.sharesPreviews = false
  expect(await silent.run()).toBeNull()
  expect(silent.said.asked).toBe(0)
})

test('a server that is away is asked again, until it is there', async () => {
  const { run, said, core } = await agent({ fails: cause('network', 'backoff') })
  for (let again = 0; again < 5; again++) expect(await run()).toBeNull()
  expect(said.asked).toBe(5)
  core.server.preview.isWanted.query = async () => ({ isWanted: true })
  expect(await run()).toBe('done')
})

test('what cannot be done is tried three times, and then let be', async () => {
  const { run, said } = await agent({ fails: cause('invalid', 'never') })
  expect([await run(), await run(), await run()]).toEqual([null, null, 'failed'])
  await run()
  expect(said.asked).toBe(3)
  const gone = await agent()
  gone.journal.changeVideo(SHA256, { path: join(dir, 'gone.mp4') })
  expect([await gone.run(), await gone.run(), await gone.run()]).toEqual([null, null, 'failed'])
  expect(gone.said.kept).toEqual([])
})
