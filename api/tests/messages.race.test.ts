import { afterAll, beforeAll, expect, test } from 'bun:test'
import { recordEvent } from '../src/event/event.queries.ts'
import { spreadEvents } from '../src/event/spread-events.ts'
import { tellFailures } from '../src/event/tell-failures.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { enqueueMail } from '../src/mail/mail.queries.ts'
import { sendMails } from '../src/mail/send-mails.ts'
import { deliverWebhooks } from '../src/webhook/deliver-webhooks.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { SAMPLES } from './mail-samples.ts'

const PROCESSES = 6
let api: TestApi
let ada: Creator
const mailed: string[] = []
const called: string[] = []

beforeAll(async () => {
  if (!process.env.DATABASE_URL) throw new Error('This needs a real Postgres in DATABASE_URL.')
  const send = async ({ mailId }: { mailId: string }) => {
    mailed.push(mailId)
    return { kind: 'sent' as const }
  }
  const post = async (_: string, headers: Record<string, string>) => {
    called.push(headers['webhook-id'] ?? '')
    return { kind: 'answered' as const, status: 200, retryAfterSeconds: null }
  }
  api = await startApi({ mail: { send }, hooks: { toLoopback: false, post } })
  ada = await api.creator({ plan: 'enterprise' })
  await api.db.updateTable('person').set({ verified_at: new Date() }).execute()
  await sendMails(api.deps)
  mailed.length = 0
}, START_MS)
afterAll(() => api.close())

/** The same work in several processes at once, as far as the database can tell. */
const everywhere = <T>(work: () => Promise<T>) =>
  Promise.all(Array.from({ length: PROCESSES }, work))

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)

test('300 mails that six processes send are 300 mails', async () => {
  for (let count = 0; count < 300; count++) {
    await enqueueMail(api.db, api.deps.vault, {
      ...{ personId: ada.personId, workspaceId: ada.workspaceId, kind: 'receipt', to: ada.email },
      ...{ onceKey: `race ${count}`, data: SAMPLES.receipt },
    })
  }
  expect(sum(await everywhere(() => sendMails(api.deps)))).toBe(300)
  expect([mailed.length, new Set(mailed).size]).toEqual([300, 300])
})

test('100 events that six processes spread are 100 mails and 100 calls', async () => {
  const url = 'https://hooks.example.com/'
  await ada.person.webhook.create.mutate({ url, events: ['quota.warning'] })
  const data = { used: 8, limit: 10, percent: 80 } as const
  const event = { workspaceId: ada.workspaceId, type: 'quota.warning', data } as const
  for (let count = 0; count < 100; count++) await recordEvent(api.db, event)
  expect(sum(await everywhere(() => spreadEvents(api.deps)))).toBe(100)
  mailed.length = 0
  await everywhere(() => sendMails(api.deps))
  await everywhere(() => deliverWebhooks(api.deps))
  expect([mailed.length, new Set(mailed).size]).toEqual([100, 100])
  expect([called.length, new Set(called).size]).toEqual([100, 100])
})

test('one mail put in the box by six processes at once is one mail', async () => {
  const made = await everywhere(() =>
    enqueueMail(api.db, api.deps.vault, {
      ...{ personId: ada.personId, workspaceId: ada.workspaceId, kind: 'receipt', to: ada.email },
      ...{ onceKey: 'the very same', data: SAMPLES.receipt },
    }),
  )
  expect(made.filter(Boolean)).toHaveLength(1)
})

test('failures are told in one mail, though six processes tell them', async () => {
  const tags: string[] = []
  const metadata = { platform: 'youtube' as const, title: 'A title', description: '', tags }
  const { id: connectionId } = await api.connectionFor(ada, 'youtube')
  for (let count = 0; count < 5; count++) {
    const sha256 = String(count).padStart(64, '0')
    const video = { sha256, fileName: `${count}.mp4`, sizeBytes: 1, durationMs: 1000 }
    const { key } = ada
    const { publicationId } = await key.publication.reserve.mutate({
      ...{ video, connectionId, metadata },
    })
    await key.analytics.track.mutate({
      ...{ publicationId, idempotencyKey: crypto.randomUUID() },
      outcome: { state: 'failed', code: 'disk_full', reason: 'No room.', whoCanFix: 'you' },
    })
  }
  const later = { ...api.deps, now: () => new Date(Date.now() + 3 * MINUTE_MS) }
  for (let round = 0; round < 5; round++) await everywhere(() => tellFailures(later))
  const mails = await api.db
    .selectFrom('mail')
    .select('mail_id')
    .where('kind', '=', 'publication_failed')
    .execute()
  expect(mails).toHaveLength(1)
})
