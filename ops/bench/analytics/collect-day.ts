import { forEachPlatform, PLATFORMS, traitsOf } from '../../../api/contract/index.ts'
import { collectFigures } from '../../../api/src/analytics/collect-figures.ts'
import { PACES } from '../../../api/src/analytics/schedule.rules.ts'
import { type Db, migrateUp, openPostgres } from '../../../db/index.ts'
import { DAY_MS, MINUTE_MS } from '../../durations.ts'
import type { Figure } from '../measure.ts'
import { WORKSPACES } from './seed.ts'

const PUBLICATIONS = 100_000
/** As often as the job runs. */
const EVERY_MS = 5 * MINUTE_MS
const YEAR_DAYS = 365

type Ctx = Parameters<typeof collectFigures>[0]
type Access = Ctx['platforms']['ours'][keyof Ctx['platforms']['ours']]

/** A day of the collector's, with a clock that does not wait and platforms that answer at once. */
export async function benchCollecting(url: string, say: (line: string) => void): Promise<Figure[]> {
  const db = openPostgres(url, { connections: 2 })
  await migrateUp(db)
  await seed(url)
  const begun = Date.now()
  let now = new Date(begun)
  const asked = forEachPlatform(() => 0)
  const access = forEachPlatform(name => ({
    async figures(_: string, remoteIds: string[]) {
      asked[name] += Math.ceil(remoteIds.length / traitsOf(name).figures.inOneCall)
      return remoteIds.map(remoteId => ({ remoteId, ...COUNTS }))
    },
  }))
  // Safe: a round asks for nothing else of these.
  const ctx = {
    ...{ db, now: () => now, log: { warn: () => {} }, accessTokenFor: async () => 'a token' },
    ...{ shared: { live: { publish: async () => {} } }, platforms: { ours: access } },
  } as unknown as Ctx & { platforms: { ours: Record<string, Access> } }
  let latest = 0
  let [spent, longest] = [0, 0]
  while (now.getTime() < begun + DAY_MS) {
    const at = performance.now()
    await collectFigures(ctx, new AbortController().signal)
    const ms = performance.now() - at
    spent += ms
    longest = Math.max(longest, ms)
    latest = Math.max(latest, await lateness(db, now))
    now = new Date(now.getTime() + EVERY_MS)
    if ((now.getTime() - begun) % (120 * MINUTE_MS) === 0) {
      say(`${(now.getTime() - begun) / (60 * MINUTE_MS)} h: ${JSON.stringify(asked)}`)
    }
  }
  await db.destroy()
  return [
    figure('collector, latest after its time', latest / MINUTE_MS, {
      unit: 'min',
      most: EVERY_MS / MINUTE_MS,
    }),
    figure('collector, longest round', longest / 1000, { unit: 's', most: EVERY_MS / 1000 }),
    figure('collector, at work in a day', spent / 1000, { unit: 's' }),
    ...PLATFORMS.map(name => {
      const { aDay } = traitsOf(name).figures
      return figure(`collector, calls to ${name}`, asked[name], {
        unit: 'a day',
        most: aDay ?? undefined,
      })
    }),
  ]
}

const COUNTS = { views: 100, likes: 10, comments: 1, shares: null }

interface Unit {
  unit: string
  most?: number | undefined
}

function figure(name: string, value: number, { unit, most }: Unit): Figure {
  const flat = { median: value, min: value, max: value }
  const goal = most === undefined ? {} : { goal: { text: `≤ ${most}`, isMet: value <= most } }
  return { name, unit, value: flat, ...goal }
}

/** How long the one that is waited for longest is due by now, in milliseconds. */
async function lateness(db: Db, now: Date): Promise<number> {
  const row = await db
    .selectFrom('publication')
    .select(({ fn }) => fn.min('next_figures_at').as('first'))
    .executeTakeFirst()
  return Math.max(0, now.getTime() - (row?.first?.getTime() ?? now.getTime()))
}

/** Videos of every age, each at any place between two questions about it. */
async function seed(url: string): Promise<void> {
  const sql = new Bun.SQL(url, { max: 1 })
  const pace = PACES.map(({ untilAgeMs, everyMs }) => {
    const until = untilAgeMs === Number.POSITIVE_INFINITY ? 'true' : `age < ${untilAgeMs}`
    return `when ${until} then ${everyMs}`
  }).join(' ')
  const id = "('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid"
  const names = PLATFORMS.map(name => `'${name}'`).join(', ')
  for (const statement of [
    "set session_replication_role = 'replica'",
    `insert into workspace (workspace_id, name, plan)
      select ${id}, 'Bench', 'pro' from generate_series(0, ${WORKSPACES - 1}) n`,
    `insert into connection
      (workspace_id, connection_id, platform, external_id, label, sealed, rule)
      select ${id}, ${id}, (array[${names}])[1 + n % ${PLATFORMS.length}], 'bench', 'Bench', '-',
        '{}'
      from generate_series(0, ${WORKSPACES - 1}) n`,
    `create table bench_video as
      select c.workspace_id, c.platform, gen_random_uuid() as id,
        random() * ${YEAR_DAYS * DAY_MS} as age
      from connection c, generate_series(1, ${PUBLICATIONS / WORKSPACES})`,
    `insert into video (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms)
      select workspace_id, id, encode(sha256(id::text::bytea), 'hex'), 'bench.mp4', 1, 1
      from bench_video`,
    `insert into publication (workspace_id, publication_id, video_id, connection_id, platform,
        intent, metadata, state, remote_id, published_at, next_figures_at, figures_at)
      select workspace_id, id, id, workspace_id, platform, 'bench', '{}', 'published', id::text,
        now() - age * interval '1 ms', next_at, next_at - pace * interval '1 ms'
      from (
        select *, now() + random() * pace * interval '1 ms' as next_at
        from (select *, case ${pace} end as pace from bench_video) paced
      ) due`,
    'drop table bench_video',
    'vacuum analyze',
  ]) {
    await sql.unsafe(statement)
  }
  await sql.close()
}
