import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '../../src/config.ts'
import { type Core, openCore } from '../../src/core.ts'
import { openJournal } from '../../src/journal/journal.ts'
import type { PublicationRow } from '../../src/journal/rows.ts'
import { localTime, parseSchedule } from '../../src/journal/schedule.ts'
import { DAY_MS, HOUR_MS } from '../../src/lib/durations.ts'
import { openJumpWatch } from '../../src/publish/brakes/clock-jumps.ts'
import { run } from '../../src/publish/runner.ts'
import { clip } from '../clips.ts'
import { startWorld, type World } from '../world.ts'
import { openAlone } from './alone.ts'

setDefaultTimeout(180_000)

let world: World
const ends: (() => Promise<void>)[] = []
beforeAll(async () => {
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world?.close())
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await world.clearFaults()
})

interface Worked {
  core: Core
  hash: string
  /** Sets the clock on, or back when negative. */
  jump(ms: number): void
  /** The publication, as soon as it is like that. */
  until(fits: (row: PublicationRow) => boolean): Promise<PublicationRow>
}

/** An agent at work inside this process, on a clock that the test sets. */
async function work(seed: string, schedule?: (nowMs: number) => string): Promise<Worked> {
  const agent = world.agent()
  const hash = await clip(join(agent.watchDir, `${seed}.mp4`), seed).then(path =>
    new Bun.CryptoHasher('sha256').update(readFileSync(path)).digest('hex'),
  )
  let offsetMs = 0
  const core = await openCore(readConfig({ ...process.env, ...agent.env }), () => {
    return Date.now() + offsetMs
  })
  const path = join(agent.watchDir, `${seed}.mp4`)
  if (schedule) {
    core.journal.noteFile(path, { sizeBytes: 0, mtimeMs: 0, ino: '' }, 1)
    core.journal.requestFile(path, schedule(core.now()))
  }
  const stop = new AbortController()
  const { folders } = core.config
  const options = { folders, quietMs: 100, sweepMs: 200, isUntilDone: false }
  const running = run(core, { ...options, signal: stop.signal })
  ends.push(async () => {
    stop.abort()
    await running
    core.journal.close()
  })
  return {
    ...{ core, hash },
    jump: ms => {
      offsetMs += ms
    },
    until: async fits => {
      for (;;) {
        const row = core.journal.publicationsOf(hash)[0]
        if (row && fits(row)) return row
        await Bun.sleep(20)
      }
    },
  }
}

const isPublished = (row: PublicationRow) => row.state === 'published'
const count = async (hash: string) =>
  (await world.ledger('youtube')).publications.filter(it => it.sha256 === hash).length

const busy = { kind: 'status', status: 503, headers: { 'retry-after': '7200' } }
const refuse = () => world.fault('youtube', { method: 'POST', path: '/upload', fault: busy })

test('set back by a day, a wait of hours does not become one of a day', async () => {
  await refuse()
  const at = await work('set-back')
  const waiting = await at.until(row => row.next_at > at.core.now())
  expect(waiting.who_can_fix).toBe('wait')
  at.jump(-DAY_MS)
  await at.until(isPublished)
  expect(await count(at.hash)).toBe(1)
})

test('set on by a week, as after a long sleep, everything due is done, and once', async () => {
  await refuse()
  const at = await work('set-on')
  await at.until(row => row.next_at > at.core.now())
  at.jump(7 * DAY_MS)
  await at.until(isPublished)
  expect(await count(at.hash)).toBe(1)
})

test('a date is kept by the clock, whichever way that is set', async () => {
  const zone = 'Asia/Kathmandu'
  const at = await work('dated', nowMs =>
    JSON.stringify(parseSchedule(localTime(nowMs + 2 * HOUR_MS, zone), zone)),
  )
  await at.until(row => row.state === 'ready')
  at.jump(-DAY_MS)
  at.jump(DAY_MS + HOUR_MS)
  expect(at.core.journal.publicationsOf(at.hash)[0]?.state).toBe('ready')
  at.jump(HOUR_MS)
  await at.until(isPublished)
  expect(await count(at.hash)).toBe(1)
})

test('only a clock that was set back moves dates, and none is moved twice', async () => {
  const alone = openAlone()
  ends.push(() => alone.close())
  alone.video('ab12cd34'.padEnd(64, '0'))
  const journal = openJournal(alone.home)
  let [wallMs, steadyMs] = [10 * DAY_MS, 500]
  const look = openJumpWatch(
    journal,
    () => wallMs,
    () => steadyMs,
  )
  const nextAt = () => journal.videos()[0]?.next_at ?? 0
  const sha256 = journal.videos()[0]?.sha256 ?? ''
  const pass = (ms: number, setMs = 0) => {
    steadyMs += ms
    wallMs += ms + setMs
    look()
  }
  journal.changeVideo(sha256, { next_at: wallMs + HOUR_MS })
  const meant = nextAt()
  pass(1000)
  pass(1000, 30 * DAY_MS)
  pass(1000, -30 * DAY_MS + HOUR_MS)
  expect(nextAt()).toBe(Math.min(meant, wallMs))
  journal.changeVideo(sha256, { next_at: wallMs + HOUR_MS })
  pass(1000, -30_000)
  pass(1000)
  expect(nextAt()).toBeGreaterThan(wallMs)
  journal.close()
})
