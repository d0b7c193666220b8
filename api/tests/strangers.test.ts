import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import type { Problem } from '../contract/index.ts'
import { appRouter } from '../src/router.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import type { Kind, Theirs } from './procedures.ts'
import { ALL, PROCEDURES, THEIRS, video } from './procedures.ts'

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
  const [key] = await owner.person.device.key.list.query()
  theirs = {
    workspaceId: owner.workspaceId,
    personId: owner.personId,
    invitationId: await invitationOf(owner),
    keyId: key?.id ?? '',
    deviceId: device?.id ?? '',
    sessionId: session?.id ?? '',
    connectionId: connection.id,
    publicationId,
    ...(await hookOf(owner)),
  }
}, START_MS)
afterAll(() => api.close())

/** A webhook with something to deliver, as a workspace keeps that leaves its plan. */
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

async function invitationOf({ workspaceId, personId }: Creator): Promise<string> {
  const invitationId = crypto.randomUUID()
  const key = { workspace_id: workspaceId, invitation_id: invitationId, invited_by: personId }
  const rest = { email: 'a@example.test', role: 'viewer', secret_hash: crypto.randomUUID() }
  const open = { ...key, ...rest, expires_at: new Date(Date.now() + 86_400_000) }
  await api.db.insertInto('invitation').values(open).execute()
  return invitationId
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
    'member',
    'invitation',
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
        const nothing = { ...theirs }
        for (const name of THEIRS) nothing[name] = crypto.randomUUID()
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
