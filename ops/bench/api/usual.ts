/**
 * The work of the two statements as people usually write it with `pg`: a question at a time, and a
 * transaction around what is written. The same checks, the same rows.
 */
import type pg from 'pg'

const ACTOR = `
  select k.workspace_id, k.scopes, m.role, w.plan
  from device_key k
  join device d on d.workspace_id = k.workspace_id and d.device_id = k.device_id
  join member m on m.workspace_id = k.workspace_id and m.person_id = k.person_id
  join workspace w on w.workspace_id = k.workspace_id
  where k.key_hash = $1 and (k.expires_at is null or k.expires_at > now())`
const QUOTA = 'select used, held from quota_usage where workspace_id = $1 and period = $2::date'
const REMEMBER = `insert into tracked (workspace_id, idempotency_key, payload_hash, created_at)
  values ($1, $2, $3, now())`
const PUBLICATION = `select p.video_id, p.state from publication p
  join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id
  where p.workspace_id = $1 and p.publication_id = $2 for update`
const PUBLISH = `update publication
  set state = 'published', percent = 100, remote_id = $3, url = $4,
    published_at = now(), updated_at = now(), reason = null
  where workspace_id = $1 and publication_id = $2 returning publication_id, state, url`
const COMMIT = `update reservation set state = 'committed'
  where workspace_id = $1 and video_id = $2 and state = 'held' returning period::text, units`
const COUNT = `update quota_usage set used = used + $3, held = held - $3
  where workspace_id = $1 and period = $2::date returning used, held`
const TELL = `insert into event (workspace_id, event_id, type, data, once_key, spread_at)
  values ($1, gen_random_uuid(), 'publication.published', $2, $3, now())`

const UNDER_WAY = ['reserved', 'uploading', 'confirming', 'unknown']

interface Actor {
  workspace_id: string
  scopes: string[]
  role: string
  plan: string
}

export interface PublishedReport {
  publicationId: string
  idempotencyKey: string
  payload: string
  remoteId: string
  url: string
}

async function actorOf(db: pg.Pool | pg.PoolClient, keyHash: string, scope: string) {
  const { rows } = await db.query<Actor>({ name: 'actor', text: ACTOR, values: [keyHash] })
  return rows[0]?.scopes.includes(scope) ? rows[0] : null
}

/** What is left of the month, or null for a key that may not ask. */
export async function readUsually(pool: pg.Pool, keyHash: string, period: string) {
  const actor = await actorOf(pool, keyHash, 'metadata')
  if (!actor) return null
  const values = [actor.workspace_id, period]
  const { rows } = await pool.query({ name: 'quota', text: QUOTA, values })
  return { plan: actor.plan, used: 0, held: 0, ...rows[0] }
}

/** Notes that a video is public, or null when that may not be said. */
export async function writeUsually(pool: pg.Pool, keyHash: string, report: PublishedReport) {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answer = await written(client, keyHash, report)
    await client.query(answer ? 'commit' : 'rollback')
    return answer
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function written(client: pg.PoolClient, keyHash: string, report: PublishedReport) {
  const actor = await actorOf(client, keyHash, 'publish')
  if (!actor || actor.role === 'viewer') return null
  const first = async (name: string, text: string, values: unknown[]) => {
    const { rows } = await client.query({ name, text, values: [actor.workspace_id, ...values] })
    return rows[0]
  }
  await first('remember', REMEMBER, [report.idempotencyKey, report.payload])
  const found = await first('publication', PUBLICATION, [report.publicationId])
  if (!found || !UNDER_WAY.includes(found.state)) return null
  const published = await first('publish', PUBLISH, [
    report.publicationId,
    report.remoteId,
    report.url,
  ])
  const counted = await first('commit', COMMIT, [found.video_id])
  const usage = counted && (await first('count', COUNT, [counted.period, counted.units]))
  const { publicationId, url } = report
  const data = { publicationId, videoId: found.video_id, url }
  await first('tell', TELL, [data, `publication ${publicationId} published`])
  return { plan: actor.plan, ...published, ...usage }
}
