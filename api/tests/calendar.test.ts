import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sql } from 'kysely'
import { DAY_MS, HOUR_MS } from '../src/lib/time.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { publishedOn, sendingTo } from './publishing.ts'
import { problemOf } from './refusal.ts'

const FROM = new Date('2026-10-26T00:00:00Z')
const TO = new Date('2026-12-07T00:00:00Z')
const month = { from: FROM.toISOString(), hours: (TO.getTime() - FROM.getTime()) / HOUR_MS }

let api: TestApi
beforeAll(async () => {
  api = await startApi()
}, START_MS)
afterAll(() => api.close())

const shown = async ({ person }: Creator) =>
  (await person.publication.calendar.query(month)).entries.map(it => it.at)

test('a month shows what went live in it and whose turn is expected, each once', async () => {
  const ada = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(ada, 'youtube')
  const live = async (at: Date) => publishedOn(api, ada, { connection, at })
  for (const at of [FROM, new Date(TO.getTime() - 1), new Date(FROM.getTime() - 1), TO]) {
    await live(at)
  }
  expect(await shown(ada)).toEqual([month.from, new Date(TO.getTime() - 1).toISOString()])

  await sendingTo(api, ada, connection)
  const turn = new Date(FROM.getTime() + DAY_MS)
  await sql`
    insert into insert_turn (workspace_id, turn_id, publication_id, project, state, asked_at,
      seen_at, position, next_turn_at)
    select workspace_id, gen_random_uuid(), publication_id, 'ours youtube', 'waiting',
      ${FROM}, ${FROM}, 3, ${turn}
    from publication
    where workspace_id = ${ada.workspaceId} and state = 'uploading'`.execute(api.db)
  const { entries, isCut } = await ada.person.publication.calendar.query(month)
  expect(isCut).toBe(false)
  expect(entries.map(it => it.queue)).toEqual([
    null,
    { position: 3, nextTurnAt: turn.toISOString() },
    null,
  ])
  expect(entries[1]).toMatchObject({ title: 'A day out', label: 'A youtube channel', url: null })

  const stranger = await api.creator({ plan: 'pro' })
  expect(await shown(stranger)).toEqual([])
})

test('a span that is too long, or the wrong way round, is refused', async () => {
  const { person } = await api.creator()
  for (const hours of [62 * 24 + 1, -1]) {
    const refused = problemOf(person.publication.calendar.query({ ...month, hours }))
    expect(await refused).toMatchObject({ code: 'invalid' })
  }
})
