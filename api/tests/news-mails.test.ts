import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { tellEnding } from '../src/event/tell-ending.ts'
import { tellFirstSteps } from '../src/event/tell-first-steps.ts'
import { tellLive } from '../src/event/tell-live.ts'
import { tellWaitingVideos } from '../src/event/tell-waiting-videos.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../src/lib/time.ts'
import { noteMilestones } from '../src/operator/note-milestones.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailsTo } from './mailbox.ts'
import { publishedOn, reservationFor, words } from './publishing.ts'
import { colleagueOf, verify } from './team.ts'

let api: TestApi
let clockAheadMs = 0
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + clockAheadMs) })
}, START_MS)
afterAll(() => api.close())
afterEach(() => {
  clockAheadMs = 0
})

async function owner(): Promise<Creator> {
  const creator = await api.creator({ plan: 'pro' })
  const proven = { verified_at: new Date() }
  const { personId } = creator
  await api.db.updateTable('person').set(proven).where('person_id', '=', personId).execute()
  return creator
}

const toldTo = async ({ email }: Creator) =>
  (await mailsTo(api, email)).filter(({ kind }) => kind.startsWith('video_'))

async function tell() {
  await tellLive(api.deps)
  await tellWaitingVideos(api.deps)
}

/** One video, reserved for two platforms. */
async function sending(creator: Creator) {
  const youtube = await api.connectionFor(creator, 'youtube')
  const tiktok = await api.connectionFor(creator, 'tiktok')
  const first = reservationFor(youtube)
  const second = { ...first, connectionId: tiktok.id, metadata: words('tiktok') }
  const reserve = async (input: typeof first) =>
    (await creator.key.publication.reserve.mutate(input)).publicationId
  const ids = { youtube: await reserve(first), tiktok: await reserve(second) }
  const publish = (publicationId: string) =>
    creator.key.analytics.track.mutate({
      ...{ publicationId, idempotencyKey: `told-${publicationId}` },
      outcome: {
        ...{ state: 'published', remoteId: publicationId, url: null },
        publishedAt: new Date().toISOString(),
      },
    })
  return { first, ids, publish, tiktok }
}

test('a video that is live in two places is one mail, once all its places have ended', async () => {
  const ada = await owner()
  const { first, ids, publish } = await sending(ada)
  await publish(ids.youtube)
  clockAheadMs = 3 * MINUTE_MS
  await tell()
  expect(await toldTo(ada)).toEqual([])
  await publish(ids.tiktok)
  await tell()
  await tell()
  const { fileName } = first.video
  const places = [
    { platform: 'youtube', label: 'A youtube channel' },
    { platform: 'tiktok', label: 'A tiktok channel' },
  ]
  const data = { videos: [{ fileName, places }], more: 0 }
  expect(await toldTo(ada)).toEqual([{ kind: 'video_live', data }])
})

test('more that goes live within the hour is one more mail, after it', async () => {
  const ada = await owner()
  const publishBoth = async () => {
    const { ids, publish } = await sending(ada)
    await publish(ids.youtube)
    await publish(ids.tiktok)
  }
  await publishBoth()
  clockAheadMs = 3 * MINUTE_MS
  await tell()
  await publishBoth()
  await publishBoth()
  clockAheadMs = 30 * MINUTE_MS
  await tell()
  expect(await toldTo(ada)).toHaveLength(1)
  clockAheadMs = 62 * MINUTE_MS
  await tell()
  const [, second, ...others] = await toldTo(ada)
  expect(second?.data.videos).toHaveLength(2)
  expect(others).toEqual([])
})

test('what went live days ago is no news, also beside what did just now', async () => {
  const ada = await owner()
  const before = await sending(ada)
  await before.publish(before.ids.youtube)
  await before.publish(before.ids.tiktok)
  await api.db
    .updateTable('event')
    .set({ created_at: new Date(Date.now() - 30 * DAY_MS) })
    .where('workspace_id', '=', ada.workspaceId)
    .execute()
  const { ids, publish } = await sending(ada)
  await publish(ids.youtube)
  await publish(ids.tiktok)
  clockAheadMs = 3 * MINUTE_MS
  await tell()
  const [mail, ...others] = await toldTo(ada)
  expect(mail?.data.videos).toHaveLength(1)
  expect(others).toEqual([])
})

test('a video that waits for a yes is told once, after those at home had their time', async () => {
  const ada = await owner()
  const { first, tiktok } = await sending(ada)
  const item = {
    ...{ sha256: first.video.sha256, fileName: 'a day out.mp4', kind: 'review' as const },
    connectionId: tiktok.id,
  }
  const standing = () => ada.key.publication.standing.mutate({ items: [item] })
  await standing()
  await tell()
  expect(await toldTo(ada)).toEqual([])
  clockAheadMs = 6 * MINUTE_MS
  await standing()
  await tell()
  clockAheadMs = 3 * HOUR_MS
  await standing()
  await tell()
  const [mail, ...more] = await toldTo(ada)
  expect(mail).toMatchObject({
    kind: 'video_waiting',
    data: { videos: [{ fileName: 'a day out.mp4', places: [{ platform: 'tiktok' }] }] },
  })
  expect(more).toEqual([])
})

test('what was approved is told to nobody, nor anything to whoever wants none', async () => {
  const [ada, ben] = [await owner(), await owner()]
  await ben.person.mail.savePreferences.mutate({ refused: ['video_live', 'video_waiting'] })
  for (const creator of [ada, ben]) {
    const { first, ids, publish, tiktok } = await sending(creator)
    const { sha256, fileName } = first.video
    const item = { sha256, fileName, connectionId: tiktok.id, kind: 'review' as const }
    await creator.key.publication.standing.mutate({ items: [item] })
    if (creator === ada) await creator.key.publication.standing.mutate({ items: [] })
    await publish(ids.youtube)
    await publish(ids.tiktok)
  }
  clockAheadMs = 61 * MINUTE_MS
  await tell()
  expect((await toldTo(ada)).map(({ kind }) => kind)).toEqual(['video_live'])
  expect(await toldTo(ben)).toEqual([])
})

test('whoever alone can renew an access hears of its end a week before, once', async () => {
  const ada = await owner()
  const { id } = await api.connectionFor(ada, 'linkedin')
  await api.connectionFor(ada, 'youtube')
  const end = new Date(Date.now() + 60 * DAY_MS)
  await api.db
    .updateTable('connection')
    .set({ access_expires_at: end })
    .where('connection_id', '=', id)
    .execute()
  const [linkedin] = (await ada.person.connection.list.query()).connections
  expect(linkedin).toMatchObject({ platform: 'linkedin', accessEndsAt: end.toISOString() })
  const heard = async () => {
    await tellEnding(api.deps, new AbortController().signal)
    return (await mailsTo(api, ada.email)).filter(({ kind }) => kind === 'connection_ending')
  }
  clockAheadMs = 52 * DAY_MS
  expect(await heard()).toEqual([])
  clockAheadMs = 54 * DAY_MS
  const data = { platform: 'linkedin', label: 'A linkedin channel', at: end.toISOString() }
  await heard()
  expect(await heard()).toEqual([{ kind: 'connection_ending', data }])
  // Connected again, it has another end.
  await api.db
    .updateTable('connection')
    .set({ access_expires_at: new Date(end.getTime() + 54 * DAY_MS) })
    .where('connection_id', '=', id)
    .execute()
  expect(await heard()).toHaveLength(1)
})

test('an end that cannot be told holds up no other, and is told the next time', async () => {
  const [ada, ben] = [await owner(), await owner()]
  for (const [days, it] of [ada, ben].entries()) {
    const { id } = await api.connectionFor(it, 'linkedin')
    await api.db
      .updateTable('connection')
      .set({ access_expires_at: new Date(Date.now() + (1 + days) * DAY_MS) })
      .where('connection_id', '=', id)
      .execute()
  }
  const { signal } = new AbortController()
  const { vault } = api.deps
  const sealText: typeof vault.sealText = (purpose, text) => {
    if (text.includes(ada.email)) throw new Error('no seal')
    return vault.sealText(purpose, text)
  }
  const heard = async () =>
    [await mailsTo(api, ada.email), await mailsTo(api, ben.email)].map(mails =>
      mails.map(({ kind }) => kind).filter(kind => kind === 'connection_ending'),
    )
  await tellEnding({ ...api.deps, vault: { ...vault, sealText } }, signal)
  expect(await heard()).toEqual([[], ['connection_ending']])
  await tellEnding(api.deps, signal)
  expect(await heard()).toEqual([['connection_ending'], ['connection_ending']])
})

test('whoever began hears what comes next, thrice, until a first video is live', async () => {
  const [ada, ben, eve] = [await owner(), await owner(), await owner()]
  const { signal } = new AbortController()
  await eve.person.mail.savePreferences.mutate({ refused: ['first_steps'] })
  const connection = await api.connectionFor(ben, 'youtube')
  const after = async (days: number) => {
    clockAheadMs = days * DAY_MS
    await noteMilestones(api.deps, signal)
    await tellFirstSteps(api.deps, signal)
    await tellFirstSteps(api.deps, signal)
    const heard = async ({ email }: Creator) =>
      (await mailsTo(api, email)).flatMap(({ kind, data }) =>
        kind === 'first_steps' ? [data] : [],
      )
    return [await heard(ada), await heard(ben), await heard(eve)]
  }
  const [channel, video] = [{ next: 'channel' }, { next: 'video' }]
  expect(await after(0.9)).toEqual([[], [], []])
  expect(await after(1.1)).toEqual([[channel], [video], []])
  expect(await after(2.9)).toEqual([[channel], [video], []])
  await publishedOn(api, ben, { connection, at: new Date() })
  expect(await after(3.1)).toEqual([[channel, channel], [video], []])
  expect(await after(6.1)).toEqual([[channel, channel, channel], [video], []])
  expect(await after(7.1)).toEqual([[channel, channel, channel], [video], []])
})

test('who came to help others, or is about to go, is not told to begin', async () => {
  const [ada, ben, eve] = [await owner(), await owner(), await owner()]
  const helper = await colleagueOf(api, ada, 'admin')
  await verify(api, helper)
  await ben.browser.privacy.requestDeletion.mutate({ subject: 'person', password: ben.password })
  const shut = { subject: 'workspace', password: eve.password } as const
  await eve.browser.privacy.requestDeletion.mutate(shut)
  clockAheadMs = 1.1 * DAY_MS
  const { signal } = new AbortController()
  await noteMilestones(api.deps, signal)
  await tellFirstSteps(api.deps, signal)
  const all = await Promise.all([ada, helper, ben, eve].map(it => mailsTo(api, it.email)))
  const heard = all.map(mails => mails.filter(({ kind }) => kind === 'first_steps').length)
  expect(heard).toEqual([1, 0, 0, 0])
})
