import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { HOW_FIGURED } from '../contract/index.ts'
import { addVisits } from '../src/http/visits.queries.ts'
import { DAY_MS, MINUTE_MS } from '../src/lib/time.ts'
import { noteMilestones } from '../src/operator/note-milestones.ts'
import { type Client, type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { chance } from './long-run.ts'
import { problemOf } from './refusal.ts'

const FIRST = Date.UTC(2024, 0, 1)
const MONTHS = 24
const WORKSPACES = 250
const PLANS = { free: 0, pro: 2900, yearly: 2417, enterprise: 9900 }

interface Life {
  id: string
  cameAt: number
  /** The day on which they left, if they did. */
  leftOn: number | null
  changes: { at: number; cents: number }[]
  activeOn: Set<number>
  ended: { at: number; isPublished: boolean }[]
}

const random = chance()
const upTo = (n: number) => Math.floor(random() * n)
const dayOf = (at: number) => Math.floor(at / DAY_MS) * DAY_MS
const START = (n: number) => Date.UTC(2024, n, 1)
const NAME = (n: number) => new Date(START(n)).toISOString().slice(0, 7)

/** Somebody who comes, perhaps pays, changes their mind, and perhaps leaves. */
function life(): Life {
  const cameAt = FIRST + upTo(MONTHS * 30) * DAY_MS + upTo(DAY_MS)
  const endsAt = START(MONTHS)
  const leftOn = random() < 0.2 ? dayOf(cameAt + (5 + upTo(300)) * DAY_MS) : null
  const lastAt = Math.min(endsAt, leftOn ?? endsAt)
  const changes: Life['changes'] = []
  let at = cameAt
  const prices = Object.values(PLANS)
  while (random() < 0.6) {
    at += upTo(90 * DAY_MS) + 1000
    if (at >= lastAt) break
    changes.push({ at, cents: prices[upTo(prices.length)] ?? 0 })
  }
  const activeOn = new Set<number>()
  const ended: Life['ended'] = []
  for (let n = upTo(30); n > 0; n -= 1) {
    const day = dayOf(cameAt) + upTo(200) * DAY_MS
    if (day < lastAt) activeOn.add(day)
    const when = cameAt + upTo(200 * DAY_MS)
    if (leftOn === null && when < lastAt) ended.push({ at: when, isPublished: random() < 0.9 })
  }
  return { id: crypto.randomUUID(), cameAt, leftOn, changes, activeOn, ended }
}

const lives = Array.from({ length: WORKSPACES }, life)
const visits = new Map<number, number>(
  Array.from({ length: 20 }, (_, n) => [n, 1 + upTo(5000)] as const),
)
const spend = new Map<number, number>(
  Array.from({ length: 20 }, (_, n) => [n, upTo(500_000)] as const),
)

const firstOf = (all: { at: number }[]) => Math.min(...all.map(({ at }) => at))
const isPaid = ({ cents }: { cents: number }) => cents > 0

/** The figures of a month, reckoned by looking at every life. */
function reckoned(n: number) {
  const [from, to] = [START(n), START(n + 1)]
  const isIn = (at: number) => at >= from && at < to
  const centsAt = (one: Life, at: number) => {
    if (one.leftOn !== null && one.leftOn < at) return 0
    return one.changes.filter(change => change.at < at).at(-1)?.cents ?? 0
  }
  const begins = (one: Life) => {
    if (centsAt(one, from) > 0) return false
    let before = 0
    return one.changes.some(({ at, cents }) => {
      const isBegin = before === 0 && cents > 0 && isIn(at)
      before = cents
      return isBegin
    })
  }
  const sum = (of: (one: Life) => number) => lives.reduce((all, one) => all + of(one), 0)
  const count = (is: (one: Life) => boolean) => lives.filter(is).length
  const payingBefore = count(one => centsAt(one, from) > 0)
  const payingWorkspaces = count(one => centsAt(one, to) > 0)
  const lost = count(one => centsAt(one, from) > 0 && centsAt(one, to) === 0)
  const lostCents = sum(one => Math.max(0, centsAt(one, from) - centsAt(one, to)))
  const newPaying = count(begins)
  const signUps = count(one => isIn(one.cameAt))
  const wasThere = (one: Life) =>
    one.cameAt < from && (one.leftOn === null || one.leftOn >= from) && centsAt(one, from) === 0
  const [mrrBefore, mrrCents] = [sum(one => centsAt(one, from)), sum(one => centsAt(one, to))]
  const ended = lives.flatMap(one => one.ended).filter(({ at }) => isIn(at))
  const published = ended.filter(({ isPublished }) => isPublished).length
  const over = (part: number, whole: number) => (whole === 0 ? null : part / whole)
  const logoChurn = over(lost, payingBefore)
  const arpuCents = payingWorkspaces === 0 ? null : Math.round(mrrCents / payingWorkspaces)
  const ltvCents = arpuCents && logoChurn ? Math.round((arpuCents * 0.8) / logoChurn) : null
  const spendCents = spend.get(n) ?? null
  const cacCents =
    spendCents === null || newPaying === 0 ? null : Math.round(spendCents / newPaying)
  return {
    month: NAME(n),
    activeWorkspaces: count(one => [...one.activeOn].some(isIn)),
    ...{ signUps, payingWorkspaces, newPaying },
    conversion: over(newPaying, count(wasThere) + signUps),
    ...{ logoChurn, revenueChurn: over(lostCents, mrrBefore), mrrCents, arpuCents, ltvCents },
    ...{ spendCents, cacCents },
    ltvToCac: ltvCents === null || cacCents === null ? null : over(ltvCents, cacCents),
    visits: visits.get(n) ?? 0,
    ...{ channelsConnected: 0, limitsReached: 0, renewed: 0 },
    firstVideos: count(one => isIn(firstOf(one.ended.filter(it => it.isPublished)))),
    upgraded: count(one => one.leftOn === null && isIn(firstOf(one.changes.filter(isPaid)))),
    ...{ published, failed: ended.length - published },
    uploadSuccess: over(published, ended.length),
    how: HOW_FIGURED,
  }
}

let api: TestApi
let operator: Client
let creator: Creator
beforeAll(async () => {
  api = await startApi()
  creator = await api.creator()
  await api.db
    .updateTable('person')
    .set({ is_operator: true })
    .where('person_id', '=', creator.personId)
    .execute()
  operator = creator.browser
  for (const one of lives) await write(one)
  for (const [n, count] of visits) await addVisits(api.db, count, new Date(START(n)))
  await noteMilestones(api.deps, new AbortController().signal)
}, START_MS)
afterAll(() => api.close())

const iso = (at: number) => new Date(at).toISOString()

async function write(one: Life): Promise<void> {
  const { db } = api
  const key = { workspace_id: one.id }
  if (one.leftOn === null) {
    await db
      .insertInto('workspace')
      .values({ ...key, name: 'W', created_at: iso(one.cameAt) })
      .execute()
  } else {
    const [came, left] = [iso(one.cameAt).slice(0, 10), iso(one.leftOn).slice(0, 10)]
    await db
      .insertInto('departed')
      .values({ ...key, signed_up_on: came, left_on: left })
      .execute()
  }
  for (const { at, cents } of one.changes) {
    const plans = { from_plan: 'free', to_plan: 'pro', monthly_cents: cents }
    await db
      .insertInto('plan_change')
      .values({ ...key, changed_at: iso(at), ...plans })
      .execute()
  }
  for (const day of one.activeOn) {
    await db
      .insertInto('active_day')
      .values({ ...key, active_on: iso(day).slice(0, 10) })
      .execute()
  }
  if (one.ended.length > 0) await writePublications(one)
}

async function writePublications({ id, ended }: Life): Promise<void> {
  const { db } = api
  const { id: connectionId } = await api.connectionFor({ workspaceId: id }, 'youtube')
  for (const { at, isPublished } of ended) {
    const [videoId, publicationId] = [crypto.randomUUID(), crypto.randomUUID()]
    const bytes = videoId.replaceAll('-', '')
    await db
      .insertInto('video')
      .values({
        ...{ workspace_id: id, video_id: videoId, sha256: bytes + bytes, file_name: 'a.mp4' },
        ...{ size_bytes: 1, duration_ms: 1 },
      })
      .execute()
    await db
      .insertInto('publication')
      .values({
        ...{ workspace_id: id, publication_id: publicationId, video_id: videoId },
        ...{ connection_id: connectionId, platform: 'youtube', intent: 'first', metadata: '{}' },
        ...{ state: isPublished ? 'published' : 'failed', updated_at: iso(at) },
        published_at: isPublished ? iso(at) : null,
      })
      .execute()
  }
}

describe('over a made-up history of two years', () => {
  test('what was spent is entered by hand, and again when it was wrong', async () => {
    for (const [n, cents] of spend) {
      await operator.operator.saveSpend.mutate({ month: NAME(n), cents: cents + 1 })
      await operator.operator.saveSpend.mutate({ month: NAME(n), cents })
    }
    const { spendCents } = await operator.operator.figures.query({ month: NAME(3) })
    expect(spendCents).toBe(spend.get(3) ?? null)
  })

  test('every figure of every month is what counting by hand gives', async () => {
    for (let n = 0; n < MONTHS; n += 1) {
      expect(await operator.operator.figures.query({ month: NAME(n) })).toEqual(reckoned(n))
    }
    const all = Array.from({ length: MONTHS }, (_, n) => reckoned(n))
    // A history in which nothing happens would prove nothing.
    for (const of of ['signUps', 'newPaying', 'logoChurn', 'revenueChurn', 'ltvToCac'] as const) {
      expect(all.filter(one => (one[of] ?? 0) > 0).length).toBeGreaterThan(4)
    }
  }, 60_000)

  test('a month in which there is nothing has no ratios', async () => {
    const { how, ...figures } = await operator.operator.figures.query({ month: '2020-01' })
    expect(Object.keys(figures).sort()).toEqual(
      [...Object.keys(how), 'failed', 'month', 'published'].sort(),
    )
    expect(figures).toMatchObject({
      ...{ activeWorkspaces: 0, conversion: null, logoChurn: null, arpuCents: null },
      ...{ cacCents: null, uploadSuccess: null },
    })
  })
})

test('whoever acts is counted as active today, by browser or by device', async () => {
  const [byBrowser, byDevice] = [await api.creator(), await api.creator()]
  const today = async (workspaceId: string) => {
    const rows = await api.db
      .selectFrom('active_day')
      .select('active_on')
      .where('workspace_id', '=', workspaceId)
      .execute()
    return rows.length
  }
  const forget = () =>
    api.db
      .deleteFrom('active_day')
      .where('workspace_id', 'in', [byBrowser.workspaceId, byDevice.workspaceId])
      .execute()
  expect(await today(byBrowser.workspaceId)).toBe(1)
  await forget()
  await byDevice.key.account.me.query()
  expect(await today(byDevice.workspaceId)).toBe(1)
  await api.db
    .updateTable('session')
    .set({ last_seen_at: new Date(Date.now() - 10 * MINUTE_MS) })
    .where('workspace_id', '=', byBrowser.workspaceId)
    .execute()
  await byBrowser.browser.account.me.query()
  expect(await today(byBrowser.workspaceId)).toBe(1)
  await forget()
  // Asked within minutes, it is not written again.
  await byBrowser.browser.account.me.query()
  expect(await today(byBrowser.workspaceId)).toBe(0)
})

test('only operators see the figures, and only in a browser', async () => {
  const stranger = await api.creator()
  const month = '2024-05'
  expect((await problemOf(stranger.browser.operator.figures.query({ month }))).code).toBe(
    'forbidden',
  )
  const saved = stranger.browser.operator.saveSpend.mutate({ month, cents: 1 })
  expect((await problemOf(saved)).code).toBe('forbidden')
  const byToken = creator.person.operator.figures.query({ month })
  expect((await problemOf(byToken)).code).toBe('forbidden')
  for (const wrong of ['2024-13', '2024-1', '1999-01', 'now']) {
    const asked = operator.operator.figures.query({ month: wrong })
    expect((await problemOf(asked)).code).toBe('invalid')
  }
})
