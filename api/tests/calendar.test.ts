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
  await putInLine(ada, turn)
  const { entries, more } = await ada.person.publication.calendar.query(month)
  expect(more).toEqual([])
  expect(entries.map(it => it.queue)).toEqual([
    null,
    { position: 3, nextTurnAt: turn.toISOString() },
    null,
  ])
  expect(entries[1]).toMatchObject({ title: 'A day out', label: 'A youtube channel' })

  const stranger = await api.creator({ plan: 'pro' })
  expect(await shown(stranger)).toEqual([])
})

test('of a full day the first are told and the others counted, by the clock there', async () => {
  const ada = await api.creator({ plan: 'pro' })
  const connection = await api.connectionFor(ada, 'youtube')
  const own = { workspace_id: ada.workspaceId }
  const zone = { time_zone: 'America/New_York' }
  await api.db
    .updateTable('workspace')
    .set(zone)
    .where('workspace_id', '=', own.workspace_id)
    .execute()
  // The clocks are set back on the first of November there, so that day has 25 hours.
  const [before, first, last, after] = [
    ...['2026-11-01T03:59:00.000Z', '2026-11-01T04:00:00.000Z'],
    ...['2026-11-02T04:59:00.000Z', '2026-11-02T05:00:00.000Z'],
  ]
  const noon = '2026-11-01T17:00:00.000Z'
  for (const at of [last, noon, before, after, first]) {
    await publishedOn(api, ada, { connection, at: new Date(at ?? ''), fileName: `${at}.mp4` })
  }
  for (let count = 0; count < 2; count += 1) await sendingTo(api, ada, connection)
  await putInLine(ada, new Date('2026-11-01T18:00:00Z'))

  const told = await ada.person.publication.calendar.query({ ...month, mostADay: 1 })
  const live = told.entries.filter(it => it.queue === null)
  expect(live.map(it => it.at)).toEqual([before, first, after].map(String))
  // What is still to come is told in any case.
  expect(told.entries).toHaveLength(live.length + 2)
  expect(told.more).toEqual([{ day: '2026-11-01', count: 2 }])
  const whole = await ada.person.publication.calendar.query({ ...month, mostADay: 3 })
  expect(whole).toMatchObject({ entries: { length: 7 }, more: [] })

  const there = await ada.person.analytics.videos.query({ publishedOn: '2026-11-01' })
  const names = there.videos.map(it => it.fileName).toSorted()
  expect(names).toEqual([first, noon, last].map(at => `${at}.mp4`))
})

/** Whatever is being sent waits for its turn, which is expected then. */
const putInLine = ({ workspaceId }: Creator, turn: Date) =>
  sql`
    insert into insert_turn (workspace_id, turn_id, publication_id, project, state, asked_at,
      seen_at, position, next_turn_at)
    select workspace_id, gen_random_uuid(), publication_id, 'ours youtube', 'waiting',
      ${FROM}, ${FROM}, 3, ${turn}
    from publication
    where workspace_id = ${workspaceId} and state = 'uploading'`.execute(api.db)

test('a span that is too long, or the wrong way round, is refused', async () => {
  const { person } = await api.creator()
  for (const hours of [62 * 24 + 1, -1]) {
    const refused = problemOf(person.publication.calendar.query({ ...month, hours }))
    expect(await refused).toMatchObject({ code: 'invalid' })
  }
})
