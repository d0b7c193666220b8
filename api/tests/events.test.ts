import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { EventData, EventType } from '../contract/index.ts'
import { recordEvent } from '../src/event/event.queries.ts'
import { spreadEvents } from '../src/event/spread-events.ts'
import { tellFailures } from '../src/event/tell-failures.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailsTo } from './mailbox.ts'

let api: TestApi
let clockAheadMs = 0
beforeAll(async () => {
  api = await startApi({ now: () => new Date(Date.now() + clockAheadMs) })
}, START_MS)
afterAll(() => api.close())

async function owner(options: Parameters<TestApi['creator']>[0] = {}): Promise<Creator> {
  const creator = await api.creator({ plan: 'pro', ...options })
  await verify(creator)
  return creator
}

const verify = ({ personId }: Creator) =>
  api.db
    .updateTable('person')
    .set({ verified_at: new Date() })
    .where('person_id', '=', personId)
    .execute()

const join = (person: Creator, { workspaceId }: Creator, role: string) =>
  api.db
    .insertInto('member')
    .values({ workspace_id: workspaceId, person_id: person.personId, role })
    .execute()

const happen = <T extends EventType>({ workspaceId }: Creator, type: T, data: EventData<T>) =>
  recordEvent(api.db, { workspaceId, type, data })

/** What a person was told, but for what every sign-up brings. */
const toldTo = async ({ email }: Creator) =>
  (await mailsTo(api, email)).filter(({ kind }) => kind !== 'verify')

const warning = { used: 8, limit: 10, percent: 80 } as const

describe('what happens in a workspace', () => {
  test('is told to its owner and admins only, and once however often spread', async () => {
    const [ada, ben, cleo] = [await owner(), await owner(), await owner()]
    await join(ben, ada, 'admin')
    await join(cleo, ada, 'editor')
    await happen(ada, 'quota.warning', warning)
    expect(await spreadEvents(api.deps)).toBe(1)
    expect(await spreadEvents(api.deps)).toBe(0)
    await api.db.updateTable('event').set({ spread_at: null }).execute()
    await spreadEvents(api.deps)
    expect(await toldTo(ada)).toEqual([{ kind: 'quota', data: warning }])
    expect(await toldTo(ben)).toHaveLength(1)
    expect(await toldTo(cleo)).toEqual([])
  })

  test('is told to an unconfirmed address only when it is about the account', async () => {
    const stranger = await api.creator({ plan: 'pro' })
    await happen(stranger, 'quota.warning', warning)
    const facts = { address: '203.0.113.7', browser: 'Firefox', at: new Date().toISOString() }
    await happen(stranger, 'account.signed_in', { personId: stranger.personId, ...facts })
    await spreadEvents(api.deps)
    expect((await toldTo(stranger)).map(({ kind }) => kind)).toEqual(['signed_in'])
  })

  test('is not told to whoever wants no such mails; what is about money always is', async () => {
    const ada = await owner()
    await ada.person.mail.savePreferences.mutate({ refused: ['quota'] })
    await happen(ada, 'quota.warning', warning)
    const receipt = { amountCents: 2900, currency: 'usd', number: null, url: null }
    await happen(ada, 'payment.received', { invoiceId: 'in_1', ...receipt })
    await spreadEvents(api.deps)
    expect((await toldTo(ada)).map(({ kind }) => kind)).toEqual(['receipt'])
  })

  test('to one person is told to that person, if they belong there', async () => {
    const [ada, ben, eve] = [await owner(), await owner(), await owner()]
    await join(ben, ada, 'viewer')
    const exportId = crypto.randomUUID()
    await happen(ada, 'export.ready', { exportId, personId: ben.personId })
    await happen(ada, 'export.ready', { exportId, personId: eve.personId })
    await spreadEvents(api.deps)
    expect(await toldTo(ben)).toEqual([{ kind: 'export_ready', data: { exportId } }])
    expect([await toldTo(ada), await toldTo(eve)]).toEqual([[], []])
  })
})

describe('an event', () => {
  test('that cannot be spread leaves nothing half done and holds up no other', async () => {
    const [ada, ben, cleo] = [await owner(), await owner(), await owner()]
    await join(ben, ada, 'admin')
    await happen(ada, 'quota.warning', warning)
    await happen(cleo, 'quota.warning', warning)
    // The second of the two mails cannot be sealed.
    let sealed = 0
    const vault = {
      ...api.deps.vault,
      sealText: (purpose: string, text: string) => {
        sealed += 1
        if (sealed === 2) throw new Error('the machine stopped here')
        return api.deps.vault.sealText(purpose, text)
      },
    }
    expect(await spreadEvents({ ...api.deps, vault })).toBe(1)
    expect([await toldTo(ada), await toldTo(ben)]).toEqual([[], []])
    expect(await toldTo(cleo)).toHaveLength(1)
    expect(await spreadEvents(api.deps)).toBe(1)
    expect([await toldTo(ada), await toldTo(ben), await toldTo(cleo)].map(it => it.length)).toEqual(
      [1, 1, 1],
    )
  })

  test('that we do not know is put aside, and said so', async () => {
    const ada = await owner()
    const row = { workspace_id: ada.workspaceId, once_key: 'k', type: 'constructor', data: '{}' }
    await api.db
      .insertInto('event')
      .values({ ...row, event_id: crypto.randomUUID() })
      .execute()
    expect(await spreadEvents(api.deps)).toBe(1)
    expect(await spreadEvents(api.deps)).toBe(0)
    expect(api.logged.some(line => line.includes('an event is not known'))).toBe(true)
  })
})

describe('publications', () => {
  const tags: string[] = []
  const metadata = { platform: 'youtube' as const, title: 'A title', description: '', tags }
  let videos = 0

  async function reserved(creator: Creator) {
    const { id: connectionId } = await api.connectionFor(creator, 'youtube')
    const fileName = `holiday-${++videos}.mp4`
    const sha256 = String(videos).padStart(64, '0')
    const video = { sha256, fileName, sizeBytes: 1, durationMs: 1000 }
    const { publicationId } = await creator.key.publication.reserve.mutate({
      ...{ video, connectionId, metadata },
    })
    return { publicationId, fileName }
  }

  const fail = (creator: Creator, publicationId: string, code = 'disk_full') =>
    creator.key.analytics.track.mutate({
      publicationId,
      idempotencyKey: crypto.randomUUID(),
      outcome: { state: 'failed', code, reason: 'No room.', whoCanFix: 'you' },
    })

  const eventsOf = ({ workspaceId }: Creator) =>
    api.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('workspace_id', '=', workspaceId)
      .orderBy('created_at')
      .execute()

  test('that are told of are events, once each', async () => {
    const ada = await owner()
    const { publicationId, fileName } = await reserved(ada)
    await fail(ada, publicationId)
    await fail(ada, publicationId)
    const { publicationId: other } = await reserved(ada)
    const outcome = {
      ...{
        state: 'published' as const,
        remoteId: 'abc12345678',
        publishedAt: new Date().toISOString(),
      },
      url: 'https://youtu.be/abc12345678',
    }
    for (const idempotencyKey of ['first-report', 'second-report'])
      await ada.key.analytics.track.mutate({ publicationId: other, idempotencyKey, outcome })
    const events = await eventsOf(ada)
    expect(events.map(({ type }) => type)).toEqual(['publication.failed', 'publication.published'])
    const channel = { platform: 'youtube', label: 'A youtube channel' }
    const failure = { code: 'disk_full', reason: 'No room.', whoCanFix: 'you' }
    expect(events[0]?.data).toMatchObject({ publicationId, fileName, ...channel, ...failure })
    expect(events[1]?.data).toMatchObject({ publicationId: other, url: outcome.url })
  })

  test('that failed together are told together, hourly, while they are failures', async () => {
    const ada = await owner()
    const first = [await reserved(ada), await reserved(ada)]
    for (const { publicationId } of first) await fail(ada, publicationId)
    await spreadEvents(api.deps)
    await tellFailures(api.deps)
    expect(await toldTo(ada)).toEqual([])
    clockAheadMs += 3 * MINUTE_MS
    await tellFailures(api.deps)
    await tellFailures(api.deps)
    const [mail, ...more] = await toldTo(ada)
    expect(more).toEqual([])
    expect(mail?.kind).toBe('publication_failed')
    const named = first.map(({ fileName }) => expect.objectContaining({ fileName }))
    expect(mail?.data).toEqual({ failures: named, more: 0 })

    const mended = await reserved(ada)
    const broken = await reserved(ada)
    const cancelled = await reserved(ada)
    await fail(ada, mended.publicationId)
    await fail(ada, broken.publicationId)
    await fail(ada, cancelled.publicationId, 'cancelled')
    clockAheadMs += 30 * MINUTE_MS
    await tellFailures(api.deps)
    expect(await toldTo(ada)).toHaveLength(1)
    await api.db
      .updateTable('publication')
      .set({ state: 'uploading' })
      .where('publication_id', '=', mended.publicationId)
      .execute()
    clockAheadMs += 31 * MINUTE_MS
    await tellFailures(api.deps)
    const told = await toldTo(ada)
    expect(told).toHaveLength(2)
    expect(JSON.stringify(told[1])).toContain(broken.fileName)
    for (const { fileName } of [mended, cancelled]) {
      expect(JSON.stringify(told[1])).not.toContain(fileName)
    }
    clockAheadMs += 24 * 60 * MINUTE_MS
    await tellFailures(api.deps)
    expect(await toldTo(ada)).toHaveLength(2)
    clockAheadMs = 0
  })

  test('that cannot be told to one workspace are told to the others', async () => {
    const [odd, ada] = [await owner(), await owner()]
    const row = { workspace_id: odd.workspaceId, type: 'publication.failed', once_key: 'odd' }
    const data = JSON.stringify({ publicationId: 'no id at all' })
    await api.db
      .insertInto('event')
      .values({ ...row, event_id: crypto.randomUUID(), data })
      .execute()
    for (const creator of [odd, ada]) await fail(creator, (await reserved(creator)).publicationId)
    clockAheadMs += 3 * MINUTE_MS
    await tellFailures(api.deps)
    expect(await toldTo(ada)).toHaveLength(1)
    await api.db.deleteFrom('event').where('workspace_id', '=', odd.workspaceId).execute()
    clockAheadMs = 0
  })

  test('that somebody looked for and did not find are not told to them', async () => {
    const ada = await owner()
    const { publicationId } = await reserved(ada)
    await ada.key.publication.report.mutate({ publicationId, state: 'uploading', percent: 5 })
    await ada.key.analytics.track.mutate({
      ...{ publicationId, idempotencyKey: 'no-answer-came' },
      outcome: { state: 'unknown', reason: 'no answer' },
    })
    await ada.person.publication.resolve.mutate({ publicationId, saw: { verdict: 'isNotThere' } })
    expect((await eventsOf(ada)).map(({ type }) => type)).toEqual(['publication.failed'])
    clockAheadMs += 3 * MINUTE_MS
    await tellFailures(api.deps)
    clockAheadMs = 0
    expect(await toldTo(ada)).toEqual([])
  })
})
