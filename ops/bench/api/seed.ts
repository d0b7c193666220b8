import { createHash } from 'node:crypto'
import { checksum } from '../../../api/src/lib/key.ts'

/** How many workspaces share the load; each is counted by its own limits. */
export const WORKSPACES = 4000

export interface Target {
  key: string
  publicationId: string
}

/** The key of the n-th workspace, the same in every run. */
export function keyOf(n: number): string {
  const secret = `bench${n}`.padEnd(30, 'x')
  return `cc_${secret}${checksum(secret)}`
}

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

/** Workspaces with one member, one device, its key, a channel and a month that has begun. */
export async function seedWorkspaces(url: string): Promise<void> {
  const sql = new Bun.SQL(url, { max: 1 })
  const hashes = Array.from({ length: WORKSPACES }, (_, n) => hashOf(keyOf(n)))
  const list = hashes.map((hash, n) => `(${n}, '${hash}', gen_random_uuid())`).join(', ')
  const statements = [
    'create table bench_key (n integer primary key, key_hash text, id uuid)',
    `insert into bench_key values ${list}`,
    `insert into person (person_id, email, name, password_hash)
      select id, n || '@bench.example', 'Bench', '-' from bench_key`,
    `insert into workspace (workspace_id, name, plan) select id, 'Bench', 'pro' from bench_key`,
    `insert into member (workspace_id, person_id, role) select id, id, 'owner' from bench_key`,
    `insert into device (workspace_id, device_id, name, last_used_at)
      select id, id, 'bench', now() from bench_key`,
    `insert into device_key (key_hash, workspace_id, device_id, person_id)
      select key_hash, id, id, id from bench_key`,
    `insert into connection
      (workspace_id, connection_id, platform, external_id, label, sealed, rule)
      select id, id, 'instagram', 'bench', 'Bench', '-', '{}' from bench_key`,
    `insert into quota_usage (workspace_id, period)
      select id, date_trunc('month', now() at time zone 'UTC')::date from bench_key`,
    'create table bench_target (n integer primary key, key_hash text, publication_id uuid)',
  ]
  for (const statement of [...statements, 'vacuum analyze']) await sql.unsafe(statement)
  await sql.close()
}

/** Fresh publications under way, each to be told of once; what was told before stays. */
export async function seedTargets(url: string, count: number): Promise<Target[]> {
  const sql = new Bun.SQL(url, { max: 1 })
  await sql.unsafe('truncate bench_target')
  const rows: { n: number; publication_id: string }[] = await sql.unsafe(TARGETS, [count])
  // Else a plan made while nothing was held reads everything that is held now, and ever more.
  await sql.unsafe('vacuum analyze bench_target, reservation, publication, video, quota_usage')
  await sql.close()
  return rows.map(row => ({ key: keyOf(row.n % WORKSPACES), publicationId: row.publication_id }))
}

const TARGETS = `
    with fresh as (
      select i - 1 as n, (i - 1) % ${WORKSPACES} as owner, gen_random_uuid() as id
      from generate_series(1, $1::int) as i
    ), owned as (
      select f.n, f.id, k.id as workspace_id, k.key_hash
      from fresh f join bench_key k on k.n = f.owner
    ), videos as (
      insert into video (workspace_id, video_id, sha256, file_name, size_bytes, duration_ms)
      select workspace_id, id, encode(sha256(id::text::bytea), 'hex'), 'bench.mp4', 1, 1 from owned
    ), publications as (
      insert into publication (workspace_id, publication_id, video_id, connection_id, device_id,
        platform, intent, metadata, state)
      select workspace_id, id, id, workspace_id, workspace_id, 'instagram', 'bench',
        '{"platform":"instagram","caption":"Bench","hashtags":[]}', 'uploading' from owned
    ), reservations as (
      insert into reservation
        (workspace_id, reservation_id, video_id, period, units, state, expires_at)
      select workspace_id, id, id, date_trunc('month', now() at time zone 'UTC')::date, 1, 'held',
        now() + interval '1 day' from owned
    ), usage as (
      update quota_usage q set held = q.held + o.held
      from (select workspace_id, count(*)::int as held from owned group by workspace_id) o
      where q.workspace_id = o.workspace_id
    )
    insert into bench_target (n, key_hash, publication_id)
    select n, key_hash, id from owned returning n, publication_id`
