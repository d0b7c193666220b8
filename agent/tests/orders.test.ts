import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Connection } from '@content/api/contract'
import { clip, largeClip } from './clips.ts'
import { openDashboard } from './dashboard.ts'
import { startWorld, type World } from './world.ts'

setDefaultTimeout(120_000)

let world: World
let tiktok: Connection
let youtube: Connection
beforeAll(async () => {
  world = await startWorld()
  tiktok = await world.connect('tiktok')
  await world.rule(tiktok, { platform: 'tiktok', mode: 'review' })
  youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
})
afterAll(() => world?.close())

const ONLINE_MS = 10_000
const WATCH = ['watch', '--quiet', '0.2', '--sweep', '1']
const only = (platform: 'tiktok' | 'youtube') => ({
  upload_to_instagram: false,
  upload_to_tiktok: platform === 'tiktok',
  upload_to_youtube: platform === 'youtube',
})

async function deviceOf(name: string, config: Record<string, unknown>) {
  const agent = world.agent({ config, apiKey: await world.addDevice(name) })
  return { agent, desk: await openDashboard(world.apiUrl, world.creator.token, name) }
}

const choice = { platform: 'tiktok', privacy: 'SELF_ONLY', agreesToMusicTerms: true } as const
const APPROVED = {
  ...{ allowComment: false, allowDuet: false, allowStitch: false },
  ...{ promotesOwnBrand: false, isPaidPartnership: false, isAiMade: false, ...choice },
}

test('what waits for a look is changed, approved and published from the dashboard', async () => {
  const { agent, desk } = await deviceOf('studio', only('tiktok'))
  await clip(join(agent.watchDir, 'a day out.mp4'), 'a day out')
  const running = agent.start(...WATCH)
  const [row] = await desk.waiting(([it]) => it?.kind === 'review')
  expect(row).toMatchObject({
    ...{ deviceId: desk.deviceId, rule: { platform: 'tiktok', mode: 'review' } },
    ...{ draft: { platform: 'tiktok' }, options: { privacyOptions: expect.any(Array) } },
    durationMs: expect.any(Number),
  })
  const aim = { sha256: row?.sha256 ?? '', connectionId: tiktok.id }
  const words = { platform: 'tiktok', caption: 'By the sea' } as const
  expect(await desk.order({ kind: 'editWords', words }, aim)).toMatchObject({ state: 'done' })

  const { sha256 } = aim
  const at = { local: '2126-12-24T18:00', timeZone: 'Europe/Berlin' }
  expect((await desk.order({ kind: 'schedule', at }, { sha256 })).state).toBe('done')
  // It still asks, and says what it was planned for.
  const planned = '2126-12-24T17:00:00.000Z'
  await desk.waiting(rows => rows.some(it => it.kind === 'review' && it.until === planned))
  expect((await desk.order({ kind: 'schedule', at: null }, { sha256 })).state).toBe('done')

  const unread = { ...APPROVED, agreesToMusicTerms: false }
  const refused = await desk.order({ kind: 'approve', choice: unread }, aim)
  expect(refused.state).toBe('refused')
  expect(refused.reason).toContain('Music')
  expect(refused.reason).not.toContain('--')

  const done = await desk.order({ kind: 'approve', choice: APPROVED }, aim)
  expect(done).toMatchObject({ state: 'done', isOnline: true, deviceName: 'studio' })
  expect(Date.parse(done.answeredAt ?? '') - Date.parse(done.madeAt)).toBeLessThan(ONLINE_MS)
  await agent.until(videos => videos[0]?.state === 'published')
  const { publications } = await world.ledger('tiktok')
  const live = publications.find(it => it.sha256 === aim.sha256)
  expect(live).toMatchObject({ privacy: 'SELF_ONLY', title: 'By the sea' })

  const late = await desk.order({ kind: 'approve', choice: APPROVED }, aim)
  expect(late).toMatchObject({ state: 'refused', reason: expect.stringContaining('already') })
  await running.stop()
})

test('a computer is paused, given a date and let go from the dashboard', async () => {
  const { agent, desk } = await deviceOf('laptop', only('youtube'))
  const running = agent.start(...WATCH)
  expect(await desk.order({ kind: 'pause', until: null })).toMatchObject({ state: 'done' })
  await clip(join(agent.watchDir, 'later.mp4'), 'later')
  const mine = (kind: string) => desk.waiting(rows => rows.some(isMine(kind)))
  const isMine = (kind: string) => (it: { kind: string; fileName: string }) =>
    it.fileName === 'later.mp4' && it.kind === kind
  const sha256 = (await mine('paused')).find(isMine('paused'))?.sha256 ?? ''
  const at = { local: '2126-12-24T18:00', timeZone: 'Europe/Berlin' }
  expect((await desk.order({ kind: 'schedule', at }, { sha256 })).state).toBe('done')
  expect((await desk.order({ kind: 'resume' })).state).toBe('done')
  expect((await mine('scheduled')).find(isMine('scheduled'))?.until).toBe(
    '2126-12-24T17:00:00.000Z',
  )
  const over = { local: '2020-12-24T18:00', timeZone: 'Europe/Berlin' }
  expect((await desk.order({ kind: 'schedule', at: over }, { sha256 })).reason).toContain('is over')
  const far = await desk.order({ kind: 'cover', atMs: 60_000 }, { sha256 })
  expect(far.reason).toContain('no picture at 60 s')
  expect((await desk.order({ kind: 'schedule', at: null }, { sha256 })).state).toBe('done')
  await agent.until(videos => videos[0]?.state === 'published')
  await running.stop()
})

test('a doubt is asked about again and ended from the dashboard', async () => {
  const { agent, desk } = await deviceOf('tower', only('youtube'))
  const first = agent.start(...WATCH)
  await largeClip(join(world.dir, 'doubt.mp4'), 'doubt', 40_000_000)
  await world.fault('youtube', { method: 'PUT', fault: { kind: 'delay', ms: 60_000 } })
  copyFileSync(join(world.dir, 'doubt.mp4'), join(agent.watchDir, 'doubt.mp4'))
  await agent.until(videos => videos[0]?.publications[0]?.state === 'uploading')
  await first.kill()
  await world.clearFaults()
  for (const end of ['', '-wal', '-shm']) {
    rmSync(join(agent.home, `journal.db${end}`), { force: true })
  }
  const running = agent.start(...WATCH)
  const isUnknown = () => agent.until(([it]) => it?.publications[0]?.state === 'unknown')
  const sha256 = (await isUnknown())[0]?.sha256 ?? ''
  const aim = { sha256, connectionId: youtube.id }
  expect((await desk.order({ kind: 'retry' }, aim)).state).toBe('done')
  await isUnknown()
  const saw = { verdict: 'isNotThere' } as const
  expect((await desk.order({ kind: 'resolve', saw }, aim)).state).toBe('done')
  await agent.until(([it]) => it?.state === 'published')
  const again = await desk.order({ kind: 'resolve', saw }, aim)
  expect(again).toMatchObject({ state: 'refused', reason: 'Nothing is in doubt there any more.' })
  await running.stop()
})

test('what was ordered while a computer was away is done when it is back', async () => {
  const { agent, desk } = await deviceOf('away', only('tiktok'))
  const { order } = await desk.give({ kind: 'pause', until: null })
  expect(order).toMatchObject({ state: 'waiting', isOnline: false, deviceName: 'away' })
  const running = agent.start(...WATCH)
  // The newer of two waits for the older one.
  expect(await desk.order({ kind: 'resume' })).toMatchObject({ state: 'done', isOnline: true })
  await running.stop()
})
