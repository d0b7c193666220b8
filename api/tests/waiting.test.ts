import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { TellWaiting } from '../contract/index.ts'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

const until = '2026-12-24T17:00:00.000Z'
let api: TestApi

beforeAll(async () => {
  api = await startApi()
}, START_MS)

afterAll(() => api.close())

async function waiting() {
  const creator = await api.creator({ plan: 'pro' })
  const tiktok = await api.connectionFor(creator, 'tiktok')
  const { sha256 } = reservationFor(tiktok).video
  const item = { sha256, fileName: 'a day out.mp4', connectionId: tiktok.id }
  return { creator, item, other: { ...item, sha256: reservationFor(tiktok).video.sha256 } }
}

test('a person sees what waits on their computer, why, and until when', async () => {
  const { creator, item, other } = await waiting()
  const items = [
    { ...item, kind: 'review', reason: 'TikTok asks for your choice.' } as const,
    { ...other, kind: 'scheduled', until } as const,
  ]
  await creator.key.publication.standing.mutate({ items })
  const shown = async () => (await creator.person.publication.waiting.query()).waiting
  expect(await shown()).toMatchObject([
    { fileName: 'a day out.mp4', platform: 'tiktok', kind: 'review', code: null, until: null },
    { kind: 'scheduled', reason: null, until },
  ])
  const trouble = { ...item, kind: 'trouble', code: 'media_disk_full', reason: 'Full.' } as const
  await creator.key.publication.standing.mutate({ items: [trouble] })
  expect(await shown()).toMatchObject([{ kind: 'trouble', code: 'media_disk_full' }])
})

test('a computer tells its agent and its folders, even when nothing waits', async () => {
  const creator = await api.creator()
  const shown = async () => (await creator.person.device.list.query())[0]
  expect(await shown()).toMatchObject({ agentVersion: null, folders: null })
  const device = { version: '0.1.0', folders: ['~/Videos/Out', '/media/card'] }
  await creator.key.publication.standing.mutate({ items: [], device })
  // An older agent, which tells nothing of itself, takes nothing back.
  await creator.key.publication.standing.mutate({ items: [] })
  expect(await shown()).toMatchObject({ agentVersion: '0.1.0', folders: device.folders })
})

test('what waits for a look comes with all that it takes to decide', async () => {
  const { creator, item, other } = await waiting()
  const told = {
    draft: { platform: 'tiktok', caption: 'A day out' },
    rule: { platform: 'tiktok', mode: 'review' },
    options: {
      ...{ nickname: 'Ada', username: 'ada', maxDurationMs: 60_000 },
      ...{
        privacyOptions: ['SELF_ONLY'],
        isCommentOff: false,
        isDuetOff: true,
        isStitchOff: false,
      },
    },
    durationMs: 30_000,
  } satisfies Partial<TellWaiting['items'][number]>
  const items: TellWaiting['items'] = [
    { ...item, kind: 'review', ...told },
    { ...other, kind: 'review' },
  ]
  await creator.key.publication.standing.mutate({ items })
  const { device } = await creator.key.account.me.query()
  const { waiting: shown } = await creator.person.publication.waiting.query()
  const nothing = { draft: null, rule: null, options: null, durationMs: null }
  expect(shown).toMatchObject([
    { deviceId: device?.id, sha256: item.sha256, ...items[0] },
    { sha256: other.sha256, ...nothing },
  ])
})

test('what no platform could offer is not shown as an offer', async () => {
  const { creator, item, other } = await waiting()
  const youtube = await api.connectionFor(creator, 'youtube')
  const half = { nickname: 'Ada', privacyOptions: 'SELF_ONLY' }
  const items: TellWaiting['items'] = [
    { ...item, kind: 'review', options: half },
    { ...other, kind: 'review', connectionId: youtube.id, options: half },
  ]
  await creator.key.publication.standing.mutate({ items })
  const { waiting: shown } = await creator.person.publication.waiting.query()
  // A platform without an offer of its own has nothing to hold it against.
  expect(shown.map(it => [it.platform, it.options])).toEqual([
    ['tiktok', null],
    ['youtube', half],
  ])
})

test('a newer list takes the place of the one before, line by line', async () => {
  const { creator, item, other } = await waiting()
  const tell = (items: Parameters<typeof creator.key.publication.standing.mutate>[0]['items']) =>
    creator.key.publication.standing.mutate({ items })
  await tell([
    { ...item, kind: 'review' },
    { ...other, kind: 'review' },
  ])
  await tell([
    { ...other, kind: 'paused' },
    { ...other, kind: 'review' },
  ])
  const { waiting: shown } = await creator.key.publication.waiting.query()
  expect(shown).toMatchObject([{ kind: 'paused' }])
  await tell([])
  expect(await creator.key.publication.waiting.query()).toEqual({ waiting: [] })
})

test('what a removed device told goes with it', async () => {
  const { creator, item } = await waiting()
  await creator.key.publication.standing.mutate({ items: [{ ...item, kind: 'paused' }] })
  const { device } = await creator.key.account.me.query()
  await creator.person.device.forget.mutate({ deviceId: device?.id ?? '' })
  expect(await creator.person.publication.waiting.query()).toEqual({ waiting: [] })
})

test("nothing waits for a stranger's channel, and no list is endless", async () => {
  const { creator, item } = await waiting()
  const { item: theirs } = await waiting()
  const tell = (items: object[]) =>
    api.rest('/trpc/publication.standing', { auth: creator.apiKey, json: { items } })
  const strange = creator.key.publication.standing.mutate({
    items: [
      { ...item, kind: 'paused' },
      { ...theirs, kind: 'paused' },
    ],
  })
  expect(await problemOf(strange)).toMatchObject({ code: 'not_found' })
  expect(await creator.person.publication.waiting.query()).toEqual({ waiting: [] })
  const many = Array.from({ length: 201 }, () => ({ ...item, kind: 'paused' }))
  expect((await tell(many)).status).toBe(400)
})
