import { createHash } from 'node:crypto'
import { makeMonth, monthAt } from '../../../api/src/analytics/months.queries.ts'
import { openPostgres } from '../../../db/index.ts'
import { keyOf } from '../api/seed.ts'

/** How many workspaces share the snapshots; one of them has a twentieth of all. */
export const WORKSPACES = 10_000
const LARGE_SHARE = 0.05
/** A video was asked about so often, from its publishing until now. */
const SNAPSHOTS_EACH = 90
/** Videos went live all through it. */
const YEAR_DAYS = 365
/** So many typical workspaces are asked about, and have a key. */
const ASKED = 200

/** The n-th workspace, the same in every run; 0 is the large one. */
export const workspaceOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** The workspaces that are asked about, the large one first; and the key that opens each. */
export const ASKED_OF = [0, ...Array.from({ length: ASKED }, (_, n) => typical(n))]
function typical(n: number): number {
  return 1 + ((n * 7919) % (WORKSPACES - 1))
}

/** Fills an empty, migrated database with so many snapshots and what the collector derives. */
export async function seedSnapshots(
  url: string,
  rows: number,
  say: (line: string) => void,
): Promise<void> {
  await makeMonths(url)
  const sql = new Bun.SQL(url, { max: 1 })
  const large = Math.round(rows * LARGE_SHARE)
  const each = Math.max(1, Math.round((rows - large) / (WORKSPACES - 1)))
  // Rows that are made to fit need no checking, and checking takes most of the time.
  await sql.unsafe("set session_replication_role = 'replica'")
  await sql.unsafe("set work_mem = '512MB'")
  for (const [what, statement] of Object.entries(statementsFor(large, each))) {
    say(`${rows} snapshots: ${what}`)
    await sql.unsafe(statement)
  }
  await sql.close()
}

async function makeMonths(url: string): Promise<void> {
  const db = openPostgres(url, { connections: 1 })
  const now = new Date()
  for (let back = 1; back <= 12; back += 1) {
    const month = monthAt(now.getUTCFullYear(), now.getUTCMonth() - back)
    await db.transaction().execute(tx => makeMonth(tx, month))
  }
  await db.destroy()
}

const ID = "('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid"
const hashOf = (n: number) => createHash('sha256').update(keyOf(n)).digest('hex')

function statementsFor(large: number, each: number): Record<string, string> {
  const keys = ASKED_OF.map(n => `(${n}, '${hashOf(n)}')`).join(', ')
  return {
    workspaces: `insert into workspace (workspace_id, name, plan)
      select ${ID}, 'Bench', 'pro' from generate_series(0, ${WORKSPACES - 1}) n`,
    channels: `insert into connection
      (workspace_id, connection_id, platform, external_id, label, sealed, rule)
      select workspace_id, workspace_id, 'tiktok', 'bench', 'Bench', '-', '{}' from workspace`,
    keys: `create table bench_key as select ${ID} as id, n, hash from (values ${keys}) k(n, hash)`,
    people: `insert into person (person_id, email, name, password_hash)
      select id, n || '@bench.example', 'Bench', '-' from bench_key`,
    members: `insert into member (workspace_id, person_id, role)
      select id, id, 'owner' from bench_key`,
    devices: `insert into device (workspace_id, device_id, name, last_used_at)
      select id, id, 'bench', now() from bench_key`,
    'keys of devices': `insert into device_key (key_hash, workspace_id, device_id, person_id)
      select hash, id, id, id from bench_key`,
    'their ages': `create table bench_video as
      select ${ID} as workspace_id, gen_random_uuid() as id,
        now() - make_interval(days => ${YEAR_DAYS}) * ((place + 1.0) / (videos + 1)) as live_at,
        least(${SNAPSHOTS_EACH}, rows - place * ${SNAPSHOTS_EACH}) as taken
      from (
        select n, rows, (rows + ${SNAPSHOTS_EACH - 1}) / ${SNAPSHOTS_EACH} as videos
        from generate_series(0, ${WORKSPACES - 1}) n,
          lateral (select case n when 0 then ${large} else ${each} end as rows) r
      ) w, generate_series(0, videos - 1) place`,
    videos: `insert into video
        (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms, created_at)
      select workspace_id, id, encode(sha256(id::text::bytea), 'hex'), 'bench.mp4', 1, 1, live_at
      from bench_video order by workspace_id, live_at`,
    publications: `insert into publication (workspace_id, publication_id, video_id, connection_id,
        platform, intent, metadata, state, remote_id, published_at, created_at, views, likes,
        comments, figures_at, next_figures_at)
      select workspace_id, id, id, workspace_id, 'tiktok', 'bench',
        '{"platform":"tiktok","caption":"Bench"}', 'published', id::text, live_at, live_at,
        taken * 100, taken * 5, taken, now(), now() + interval '1 day'
      from bench_video order by workspace_id, live_at`,
    'raw snapshots': `insert into snapshot
        (workspace_id, publication_id, taken_at, views, likes, comments)
      select workspace_id, id, live_at + (now() - live_at) * (nth / taken::float8), nth * 100,
        nth * 5, nth
      from bench_video, generate_series(1, taken) nth`,
    'days of videos': `insert into snapshot_day
        (workspace_id, publication_id, taken_on, taken_at, views, likes, comments)
      select workspace_id, publication_id, (taken_at at time zone 'UTC')::date, max(taken_at),
        max(views), max(likes), max(comments)
      from snapshot group by 1, 2, 3`,
    'days of channels': `insert into channel_day
        (workspace_id, connection_id, taken_on, videos, views, likes, comments, total_views,
        total_likes, total_comments)
      select workspace_id, workspace_id, taken_on, n, n * 100, n * 5, n, total * 100, total * 5,
        total
      from (
        select workspace_id, taken_on, count(*) as n, sum(count(*)) over (
            partition by workspace_id order by taken_on) as total
        from snapshot_day group by workspace_id, taken_on
      ) day`,
    'views of a week': `update publication p set week_views = d.views from snapshot_day d
      where d.workspace_id = p.workspace_id and d.publication_id = p.publication_id
        and d.taken_on = (p.published_at at time zone 'UTC')::date + 7`,
    totals: `insert into publication_total (workspace_id, platform, published, failed, unknown,
        under_way, views, likes, comments, shares, with_views, with_likes, with_comments,
        with_shares)
      select workspace_id, platform, count(*), 0, 0, 0, sum(views), sum(likes), sum(comments), 0,
        count(views), count(likes), count(comments), 0
      from publication group by workspace_id, platform`,
    'totals of videos': `insert into video_total (workspace_id, videos)
      select workspace_id, count(*) from video group by workspace_id`,
    'what is not needed': 'drop table bench_key, bench_video',
    'a look by the planner': 'vacuum analyze',
  }
}
