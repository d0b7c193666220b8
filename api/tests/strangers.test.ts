import { afterAll, beforeAll, expect, test } from 'bun:test'
import { z } from 'zod'
import { DAY_MS } from '../src/lib/time.ts'
import type { Access } from '../src/trpc.ts'
import type { Procedure } from './doors.ts'
import { doorsOf, everyProcedure } from './doors.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import type { Kind, Theirs } from './procedures.ts'
import { PROCEDURES, THEIRS, video } from './procedures.ts'
import { unlimited } from './unlimited.ts'

let api: TestApi
let owner: Creator
let stranger: Creator
let theirs: Theirs
beforeAll(async () => {
  // Without counting, so that no header tells one call from the next.
  api = await startApi({ limits: await unlimited() })
  owner = await api.creator({ plan: 'pro' })
  stranger = await api.creator({ plan: 'pro' })
  const [device] = await owner.person.device.list.query()
  const connection = await api.connectionFor(owner, 'youtube')
  const { publicationId } = await owner.key.publication.reserve.mutate({
    video,
    connectionId: connection.id,
    metadata: { platform: 'youtube', title: 'Theirs', description: '', tags: [] },
  })
  const publication = await api.db
    .selectFrom('publication')
    .select('video_id')
    .where('publication_id', '=', publicationId)
    .executeTakeFirstOrThrow()
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
    videoId: publication.video_id,
    ...(await hookOf(owner)),
    previewId: await previewOf(owner),
    exportId: await exportOf(owner),
    orderId: await orderOf(owner, device?.id ?? ''),
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

async function previewOf({ workspaceId }: Creator): Promise<string> {
  const previewId = crypto.randomUUID()
  const key = { workspace_id: workspaceId, sha256: video.sha256, place: 1, preview_id: previewId }
  const picture = { format: 'webp', picture: Buffer.from('a picture'), made_at: new Date() }
  await api.db
    .insertInto('preview')
    .values({ ...key, ...picture })
    .execute()
  return previewId
}

async function exportOf({ workspaceId, personId }: Creator): Promise<string> {
  const exportId = crypto.randomUUID()
  const key = { workspace_id: workspaceId, export_id: exportId, person_id: personId }
  const ready = { state: 'ready', file: `${exportId}.zip`, expires_at: '2999-01-01T00:00:00Z' }
  await api.db
    .insertInto('data_export')
    .values({ ...key, subject: 'workspace', ...ready })
    .execute()
  return exportId
}

async function orderOf({ person }: Creator, deviceId: string): Promise<string> {
  const id = crypto.randomUUID()
  await person.order.give.mutate({ id, deviceId, wish: { kind: 'pause', until: null } })
  return id
}

async function invitationOf({ workspaceId, personId }: Creator): Promise<string> {
  const invitationId = crypto.randomUUID()
  const key = { workspace_id: workspaceId, invitation_id: invitationId, invited_by: personId }
  const rest = { email: 'a@example.test', role: 'viewer', secret_hash: crypto.randomUUID() }
  const open = { ...key, ...rest, expires_at: new Date(Date.now() + DAY_MS) }
  await api.db.insertInto('invitation').values(open).execute()
  return invitationId
}

const credentials = (creator: Creator, kind: Kind): Record<string, string> =>
  ({
    session: { Cookie: creator.cookie, 'Sec-Fetch-Site': 'same-origin' },
    jwt: { Authorization: `Bearer ${creator.token}` },
    key: { 'X-API-Key': creator.apiKey },
  })[kind]

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
    'device_order',
    'preview',
  ] as const
  return Promise.all(
    tables.map(table =>
      api.db.selectFrom(table).selectAll().where('workspace_id', '=', owner.workspaceId).execute(),
    ),
  )
}

test('every procedure there is has been thought about here', () => {
  const sorted = (access: Access | undefined) =>
    typeof access === 'object' ? { ...access, kinds: access.kinds.toSorted() } : access
  const declared = everyProcedure.map(({ path, access }) => [path, sorted(access)])
  const thought = Object.entries(PROCEDURES).map(([path, { by }]) => [path, sorted(by)])
  expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(thought))
})

test('every procedure that takes an id is tried with the id of somebody else', () => {
  const taking = everyProcedure.filter(takesId).map(({ path }) => path)
  const tried = Object.keys(PROCEDURES).filter(path => PROCEDURES[path]?.reaching)
  expect(taking.length).toBeGreaterThan(15)
  expect(taking.filter(path => !tried.includes(path))).toEqual([])
})

function takesId({ inputs }: Procedure): boolean {
  const shapes = inputs.map(input => z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }))
  return JSON.stringify(shapes).includes('"format":"uuid"')
}

for (const procedure of everyProcedure) {
  const { reaching, by = 'open' } = PROCEDURES[procedure.path] ?? {}
  if (!reaching || by === 'open') continue
  test(`${procedure.path} does not find what is another workspace's, and leaves it`, async () => {
    const before = await holdings()
    const nothing = { ...theirs }
    for (const name of THEIRS) nothing[name] = crypto.randomUUID()
    for (const door of doorsOf(api, procedure)) {
      for (const kind of by.kinds) {
        const headers = { ...credentials(stranger, kind), 'X-Request-Id': 'the-same-one' }
        const found = await door.call(headers, reaching(theirs))
        expect([found.status, found.problem?.code]).toEqual([404, 'not_found'])
        expect(found).toEqual(await door.call(headers, reaching(nothing)))
      }
    }
    expect(await holdings()).toEqual(before)
  })
}

test('what the owner has is in no list of a stranger', async () => {
  const { key, person } = stranger
  const lists = await Promise.all([
    key.connection.list.query(),
    person.device.list.query(),
    person.order.list.query(),
    key.publication.byContent.query({ sha256: video.sha256 }),
    key.analytics.videos.query({}),
    key.analytics.overview.query(),
  ])
  const text = JSON.stringify(lists)
  for (const id of [...Object.values(theirs), owner.workspaceId]) expect(text).not.toContain(id)
  const own = await owner.key.publication.byContent.query({ sha256: video.sha256 })
  expect(JSON.stringify(own)).toContain(theirs.publicationId)
})
