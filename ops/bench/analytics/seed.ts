/** How many workspaces share the snapshots; one of them has a twentieth of all. */
export const WORKSPACES = 10_000
export const LARGE_SHARE = 0.05
/** A video is told of once a day for so long, at most. */
const DAYS = 90

/** The n-th workspace, the same in every run; 0 is the large one. */
export const workspaceOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Fills an empty, migrated database with so many snapshots and what the collector derives. */
export async function seedSnapshots(url: string, rows: number): Promise<void> {
  const sql = new Bun.SQL(url, { max: 1 })
  const large = Math.round(rows * LARGE_SHARE)
  const typical = Math.max(1, Math.round((rows - large) / (WORKSPACES - 1)))
  // Rows that are made to fit need no checking, and checking takes most of the time.
  await sql.unsafe("set session_replication_role = 'replica'")
  for (const statement of statementsFor(large, typical)) await sql.unsafe(statement)
  await sql.close()
}

const ID = "('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid"

function statementsFor(large: number, typical: number): string[] {
  return [
    `insert into workspace (workspace_id, name, plan)
      select ${ID}, 'Bench', 'pro' from generate_series(0, ${WORKSPACES - 1}) n`,
    `insert into connection
      (workspace_id, connection_id, platform, external_id, label, sealed, rule)
      select workspace_id, workspace_id, 'tiktok', 'bench', 'Bench', '-', '{}' from workspace`,
    `create table bench_video as
      select ${ID} as workspace_id, gen_random_uuid() as id, place,
        least(${DAYS}, rows - place * ${DAYS}) as days
      from (
        select n, case n when 0 then ${large} else ${typical} end as rows
        from generate_series(0, ${WORKSPACES - 1}) n
      ) w, generate_series(0, (rows - 1) / ${DAYS}) place`,
    `insert into video (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms)
      select workspace_id, id, encode(sha256(id::text::bytea), 'hex'), 'bench.mp4', 1, 1
      from bench_video`,
    `insert into publication (workspace_id, publication_id, video_id, connection_id, platform,
        intent, metadata, state, remote_id, published_at, views, figures_at, next_figures_at)
      select workspace_id, id, id, workspace_id, 'tiktok', 'bench',
        '{"platform":"tiktok","caption":"Bench"}', 'published', id::text,
        now() - make_interval(days => days, hours => (place % 24)::int), days * 100, now(),
        now() + interval '1 day'
      from bench_video`,
    `insert into snapshot (workspace_id, publication_id, taken_at, views, likes, comments)
      select workspace_id, id, now() - make_interval(days => days - day), day * 100, day * 5, day
      from bench_video, generate_series(1, days) day`,
    `insert into snapshot_day
        (workspace_id, publication_id, taken_on, taken_at, views, likes, comments)
      select workspace_id, publication_id, (taken_at at time zone 'UTC')::date, taken_at,
        views, likes, comments
      from snapshot`,
    `insert into channel_day
        (workspace_id, connection_id, taken_on, videos, views, likes, comments)
      select workspace_id, workspace_id, taken_on, count(*), count(*) * 100, count(*) * 5, count(*)
      from snapshot_day group by workspace_id, taken_on`,
    'drop table bench_video',
    'vacuum analyze',
  ]
}
