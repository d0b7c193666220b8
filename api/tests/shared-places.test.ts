import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { newId } from '../src/lib/id.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { expireSilentHolds } from '../src/publication/expire-holds.ts'
import { MOST_IN_LINE } from '../src/publication/turn/turn.rules.ts'
import type { Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { reservationFor } from './publishing.ts'
import { problemOf } from './refusal.ts'

const LIMIT = 12
let api: TestApi
let now = new Date('2026-11-22T12:00:00Z')

beforeAll(async () => {
  const env = { YOUTUBE_DAILY_INSERTS: String(LIMIT), SMTP_URL: 'smtp://127.0.0.1:1' }
  api = await startApi({ now: () => now, env })
}, START_MS)
beforeEach(async () => {
  now = new Date(now.getTime() + 24 * 60 * MINUTE_MS)
  await api.db.deleteFrom('insert_turn').where('state', '=', 'waiting').execute()
})
afterAll(() => api.close())

async function tenant({ isProven = true, platform = 'youtube' as const } = {}) {
  const creator = await api.creator({ plan: 'pro' })
  if (isProven) await prove(creator)
  const channel = await api.connectionFor(creator, platform)
  const one = reservationFor(channel)
  return {
    creator,
    channel,
    /** The same bytes each time, so that the month has no say. */
    ask: (intent: string = newId()) => creator.key.publication.reserve.mutate({ ...one, intent }),
    grant: () => creator.key.connection.grant.query({ platform, connectionId: channel.id }),
    send: (publicationId: string) =>
      creator.key.publication.report.mutate({ publicationId, state: 'uploading', percent: 1 }),
  }
}

const prove = ({ personId }: Creator) =>
  api.db.updateTable('person').set({ verified_at: now }).where('person_id', '=', personId).execute()

test('who has not confirmed an address takes nothing of what all share', async () => {
  const { creator, ask } = await tenant({ isProven: false })
  expect(await problemOf(ask())).toMatchObject({
    code: 'forbidden',
    detail: expect.stringContaining('confirm your e-mail'),
  })
  await prove(creator)
  expect(await ask()).toMatchObject({ outcome: 'reserved' })
})

test('one that asks for everything, and sends it, leaves the others their share', async () => {
  const greedy = await tenant()
  let taken = 0
  for (let n = 0; n < 2 * LIMIT; n++) {
    const { outcome, publicationId } = await greedy.ask()
    if (outcome !== 'reserved') continue
    taken += 1
    await greedy.send(publicationId)
  }
  expect(taken).toBe(LIMIT / 2)
  for (const other of [await tenant(), await tenant(), await tenant()]) {
    expect([await other.ask(), await other.ask()]).toMatchObject([
      { outcome: 'reserved' },
      { outcome: 'reserved' },
    ])
  }
})

test('a place lapses when no byte comes, however often it is asked for meanwhile', async () => {
  const greedy = await tenant()
  const held = [await greedy.ask('first'), await greedy.ask('second')]
  expect(held).toMatchObject([{ outcome: 'reserved' }, { outcome: 'reserved' }])
  const soon = new Date(now.getTime() + 15 * MINUTE_MS).toISOString()
  expect(await greedy.ask('third')).toMatchObject({
    outcome: 'queued',
    queue: { nextTurnAt: soon },
  })
  for (const intent of ['first', 'second', 'first']) {
    now = new Date(now.getTime() + 5 * MINUTE_MS)
    await greedy.ask(intent)
  }
  await expireSilentHolds(api.deps)
  expect(await placesOf(greedy.creator)).toBe(0)
  for (const { publicationId } of held) {
    expect((await problemOf(greedy.send(publicationId))).code).toBe('conflict')
  }
  await greedy.ask('first')
  expect(await greedy.send(held[0]?.publicationId ?? '')).toEqual({ ok: true })
})

test('a line is joined with so many videos and no more', async () => {
  const greedy = await tenant()
  const first = await greedy.ask()
  await inLine(greedy.creator, first.publicationId, MOST_IN_LINE)
  expect(await problemOf(greedy.ask())).toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: 900,
  })
  expect(await (await tenant()).ask()).toMatchObject({ outcome: 'reserved' })
})

/** So many copies of a publication, each waiting for its turn. */
const inLine = ({ workspaceId }: Creator, publicationId: string, many: number) =>
  sql`
    with made as (
      insert into publication (workspace_id, publication_id, video_id, connection_id, platform,
        intent, metadata, state)
      select workspace_id, gen_random_uuid(), video_id, connection_id, platform,
        'again-' || n, metadata, 'reserved'
      from publication, generate_series(1, ${many}::int) as n
      where workspace_id = ${workspaceId} and publication_id = ${publicationId}
      returning workspace_id, publication_id
    )
    insert into insert_turn
      (workspace_id, turn_id, publication_id, project, state, asked_at, seen_at)
    select workspace_id, gen_random_uuid(), publication_id, 'ours youtube', 'waiting',
      ${now}::timestamptz, ${now}::timestamptz
    from made`.execute(api.db)

test('no token is given for nothing: a channel that nothing is reserved for has none', async () => {
  const creator = await tenant()
  const wanted = { platform: 'youtube', connectionId: creator.channel.id } as const
  expect((await problemOf(creator.grant())).code).toBe('conflict')
  const { key } = creator.creator
  expect(await key.connection.check.query(wanted)).toMatchObject({ state: 'live' })
  expect(await key.connection.check.query(wanted)).not.toHaveProperty('accessToken')
  const { publicationId } = await creator.ask('it')
  expect((await creator.grant()).accessToken).toBeTruthy()

  now = new Date(now.getTime() + 15 * MINUTE_MS)
  await expireSilentHolds(api.deps)
  expect((await problemOf(creator.grant())).code).toBe('conflict')
  await creator.ask('it')
  await creator.send(publicationId)
  now = new Date(now.getTime() + 30 * MINUTE_MS)
  await expireSilentHolds(api.deps)
  expect((await creator.grant()).accessToken).toBeTruthy()
})

test('a place in the line is no reason for a token', async () => {
  const all = await Promise.all(Array.from({ length: LIMIT / 2 }, () => tenant()))
  for (const other of all) {
    for (let n = 0; n < 2; n++) expect((await other.ask()).outcome).toBe('reserved')
  }
  const late = await tenant()
  expect(await late.ask()).toMatchObject({ outcome: 'queued' })
  expect((await problemOf(late.grant())).code).toBe('conflict')
})

const placesOf = async ({ workspaceId }: Creator) => {
  const rows = await api.db
    .selectFrom('insert_turn')
    .select('turn_id')
    .where('workspace_id', '=', workspaceId)
    .where('state', '=', 'taken')
    .execute()
  return rows.length
}
