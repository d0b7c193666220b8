import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Problem } from '../contract/index.ts'
import type { Actor } from '../src/context.ts'
import { appRouter } from '../src/router.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

/** What a stranger may hold of someone else's: ids that are real, but not theirs. */
interface Theirs {
  deviceId: string
  sessionId: string
  connectionId: string
  publicationId: string
  webhookId: string
  deliveryId: string
}
type Kind = Actor['kind']
type Input = (theirs: Theirs) => object
interface Row {
  /** Who may call it; `open` needs no credentials. */
  by: Kind[] | 'open'
  /** An otherwise good input that names something of another workspace. */
  reaching?: Input
}

const ALL: Kind[] = ['session', 'jwt', 'key']
const PERSON: Kind[] = ['session', 'jwt']
const DEVICE: Kind[] = ['key']
const video = { sha256: 'a'.repeat(64), fileName: 'a.mp4', sizeBytes: 1, durationMs: 1 }
const metadata = { platform: 'youtube', title: 'A title', description: '', tags: [] }
const rule = { platform: 'youtube', mode: 'automatic', privacy: 'public' }
const outcome = { state: 'unknown', reason: 'no answer' }

/** A new procedure fails the first test below until it stands here. */
const PROCEDURES: Record<string, Row> = {
  'account.register': { by: 'open' },
  'account.login': { by: 'open' },
  'account.me': { by: ALL },
  'account.refreshApiKey': { by: ALL },
  'account.logout': { by: ['session'] },
  'account.email.resend': { by: PERSON },
  'account.email.verify': { by: 'open' },
  'account.email.change': { by: PERSON },
  'account.email.confirm': { by: 'open' },
  'account.password.forgot': { by: 'open' },
  'account.password.reset': { by: 'open' },
  'account.password.change': { by: PERSON },
  'account.secondFactor.get': { by: PERSON },
  'account.secondFactor.begin': { by: PERSON },
  'account.secondFactor.enable': { by: PERSON },
  'account.secondFactor.renewCodes': { by: PERSON },
  'account.secondFactor.disable': { by: PERSON },
  'account.session.list': { by: PERSON },
  'account.session.end': { by: PERSON, reaching: ({ sessionId }) => ({ sessionId }) },
  'account.session.endAll': { by: PERSON },
  'workspace.get': { by: ALL },
  'workspace.saveVoice': { by: PERSON },
  'device.list': { by: PERSON },
  'device.forget': { by: PERSON, reaching: ({ deviceId }) => ({ deviceId }) },
  'billing.show': { by: PERSON },
  'billing.invoices': { by: PERSON },
  'billing.checkout': { by: PERSON },
  'billing.portal': { by: PERSON },
  'billing.changePlan': { by: PERSON },
  'billing.cancel': { by: PERSON },
  'billing.resume': { by: PERSON },
  'billing.buyPack': { by: PERSON },
  'brand.show': { by: ALL },
  'brand.save': { by: PERSON },
  'brand.logo': { by: ALL },
  'connection.list': { by: ALL },
  'connection.initiate': { by: PERSON },
  'connection.callback': { by: PERSON },
  'connection.grant': {
    by: DEVICE,
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.disconnect': {
    by: PERSON,
    reaching: ({ connectionId }) => ({ platform: 'youtube', connectionId }),
  },
  'connection.saveRule': {
    by: PERSON,
    reaching: ({ connectionId }) => ({ connectionId, rule }),
  },
  'connection.ownProject': { by: PERSON },
  'connection.useOwnProject': { by: PERSON },
  'enrichment.generate': { by: ['session', 'key'] },
  'enrichment.quota': { by: ['session', 'key'] },
  'mail.preferences': { by: PERSON },
  'mail.savePreferences': { by: PERSON },
  'mail.unsubscribe': { by: 'open' },
  'publication.reserve': {
    by: DEVICE,
    reaching: ({ connectionId }) => ({ video, connectionId, metadata }),
  },
  'publication.report': {
    by: DEVICE,
    reaching: ({ publicationId }) => ({ publicationId, state: 'uploading', percent: 50 }),
  },
  'publication.resolve': {
    by: ALL,
    reaching: ({ publicationId }) => ({ publicationId, saw: { verdict: 'isNotThere' } }),
  },
  'publication.byContent': { by: ALL },
  'publication.standing': {
    by: DEVICE,
    reaching: ({ connectionId }) => ({
      items: [{ sha256: video.sha256, fileName: 'a.mp4', connectionId, kind: 'paused' }],
    }),
  },
  'publication.waiting': { by: ALL },
  'publication.onChange': { by: PERSON },
  'analytics.track': {
    by: DEVICE,
    reaching: ({ publicationId }) => ({ publicationId, idempotencyKey: 'key-12345678', outcome }),
  },
  'analytics.overview': { by: ALL },
  'analytics.videos': { by: ALL },
  'analytics.platforms': { by: ALL },
  'webhook.list': { by: PERSON },
  'webhook.create': { by: PERSON },
  'webhook.save': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId, isOn: false }) },
  'webhook.remove': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.rotateSecret': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.test': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.deliveries': { by: PERSON, reaching: ({ webhookId }) => ({ webhookId }) },
  'webhook.resend': {
    by: PERSON,
    reaching: ({ webhookId, deliveryId }) => ({ webhookId, deliveryId }),
  },
}

let api: TestApi
let owner: Creator
let stranger: Creator
let theirs: Theirs
beforeAll(async () => {
  api = await startApi()
  owner = await api.creator({ plan: 'pro' })
  stranger = await api.creator({ plan: 'pro' })
  const [device] = await owner.person.device.list.query()
  const connection = await api.connectionFor(owner, 'youtube')
  const { publicationId } = await owner.key.publication.reserve.mutate({
    video,
    connectionId: connection.id,
    metadata: { platform: 'youtube', title: 'Theirs', description: '', tags: [] },
  })
  const [session] = await owner.person.account.session.list.query()
  theirs = {
    deviceId: device?.id ?? '',
    sessionId: session?.id ?? '',
    connectionId: connection.id,
    publicationId,
    ...(await hookOf(owner)),
  }
}, START_MS)
afterAll(() => api.close())

/** A webhook with something to deliver, as an Enterprise workspace keeps when it leaves the plan. */
async function hookOf({ workspaceId }: Creator) {
  const [webhookId, deliveryId] = [crypto.randomUUID(), crypto.randomUUID()]
  const key = { workspace_id: workspaceId, webhook_id: webhookId }
  const hook = { ...key, url: 'https://hooks.example.com/', events: ['publication.published'] }
  await api.db
    .insertInto('webhook')
    .values({ ...hook, sealed_secret: 'sealed' })
    .execute()
  const event = { event_id: crypto.randomUUID(), type: 'publication.published', body: '{}' }
  await api.db
    .insertInto('webhook_delivery')
    .values({ ...key, delivery_id: deliveryId, ...event, state: 'given_up' })
    .execute()
  return { webhookId, deliveryId }
}

const credentials = (creator: Creator, kind: Kind): Record<string, string> =>
  ({
    session: { Cookie: creator.cookie, 'Sec-Fetch-Site': 'same-origin' },
    jwt: { Authorization: `Bearer ${creator.token}` },
    key: { 'X-API-Key': creator.apiKey },
  })[kind]

// Safe: at run time the router holds its procedures flat, under their dotted paths.
const types = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>

async function call(path: string, headers: Record<string, string>, input: object = {}) {
  const isMutation = types[path]?._def.type === 'mutation'
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`
  const answer = isMutation
    ? await api.rest(`/trpc/${path}`, { json: input, headers })
    : await api.rest(`/trpc/${path}${query}`, { headers })
  const failure = typeof answer.body === 'string' ? streamed(answer.body) : answer.body
  const problem = (failure as { error?: Failure }).error?.data.problem
  return { status: problem?.status ?? answer.status, problem }
}

interface Failure {
  data: { problem: Problem }
}

/** A subscription has answered 200 before it can fail, so its failure comes as an event. */
function streamed(text: string): { error?: Failure } {
  const data = /event: serialized-error\ndata: (.*)/.exec(text)?.[1]
  return data === undefined ? {} : { error: JSON.parse(data) }
}

/** Everything the owner has, as the database holds it. */
async function holdings() {
  const tables = [
    'device',
    'device_key',
    'session',
    'connection',
    'publication',
    'video',
    'reservation',
    'webhook',
    'webhook_delivery',
  ] as const
  return Promise.all(
    tables.map(table =>
      api.db.selectFrom(table).selectAll().where('workspace_id', '=', owner.workspaceId).execute(),
    ),
  )
}

test('every procedure there is has been thought about here', () => {
  expect(Object.keys(PROCEDURES).sort()).toEqual(Object.keys(types).sort())
})

for (const [path, { by, reaching }] of Object.entries(PROCEDURES)) {
  describe(path, () => {
    if (by === 'open') {
      test('is open to everyone', async () => {
        expect((await call(path, {})).problem?.code).toBe('invalid')
      })
      return
    }

    test('asks a visitor without credentials to sign in', async () => {
      const { status, problem } = await call(path, {})
      expect([status, problem?.code]).toEqual([401, 'unauthenticated'])
    })

    for (const kind of ALL.filter(kind => !by.includes(kind))) {
      test(`is forbidden to a ${kind}`, async () => {
        const { status, problem } = await call(path, credentials(stranger, kind))
        expect([status, problem?.code]).toEqual([403, 'forbidden'])
      })
    }

    if (reaching) {
      test('does not find what belongs to someone else, and leaves it as it is', async () => {
        const before = await holdings()
        const nothing = {
          deviceId: crypto.randomUUID(),
          sessionId: crypto.randomUUID(),
          connectionId: crypto.randomUUID(),
          publicationId: crypto.randomUUID(),
          webhookId: crypto.randomUUID(),
          deliveryId: crypto.randomUUID(),
        }
        for (const kind of by) {
          const headers = { ...credentials(stranger, kind), 'X-Request-Id': 'the-same-one' }
          const found = await call(path, headers, reaching(theirs))
          expect([found.status, found.problem?.code]).toEqual([404, 'not_found'])
          expect(found).toEqual(await call(path, headers, reaching(nothing)))
        }
        expect(await holdings()).toEqual(before)
      })
    }
  })
}

test('what the owner has is in no list of a stranger', async () => {
  const { key, person } = stranger
  const lists = await Promise.all([
    key.connection.list.query(),
    person.device.list.query(),
    key.publication.byContent.query({ sha256: video.sha256 }),
    key.analytics.videos.query({}),
    key.analytics.overview.query(),
  ])
  const text = JSON.stringify(lists)
  for (const id of [...Object.values(theirs), owner.workspaceId]) expect(text).not.toContain(id)
  const own = await owner.key.publication.byContent.query({ sha256: video.sha256 })
  expect(JSON.stringify(own)).toContain(theirs.publicationId)
})
