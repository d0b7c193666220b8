/**
 * The two questions of the bench as one SQL statement each: who a key belongs to, and the work.
 * Who is given them runs them as they stand, prepared, so that only what is around them differs.
 * They write the rows that the api writes, but leave nobody to be told of them afterwards.
 */

/** $1 key hash, $2 first day of the month. */
export const READ = `
  select k.workspace_id, w.plan, coalesce(q.used, 0) as used, coalesce(q.held, 0) as held
  from device_key k
  join device d on d.workspace_id = k.workspace_id and d.device_id = k.device_id
  join member m on m.workspace_id = k.workspace_id and m.person_id = k.person_id
  join workspace w on w.workspace_id = k.workspace_id
  left join quota_usage q on q.workspace_id = k.workspace_id and q.period = $2::date
  where k.key_hash = $1 and (k.expires_at is null or k.expires_at > now())
    and 'metadata' = any(k.scopes)`

/** $1 key hash, $2 publication, $3 idempotency key, $4 payload hash, $5 remote id, $6 url. */
export const WRITE = `
  with actor as (
    select k.workspace_id, k.device_id, w.plan
    from device_key k
    join member m on m.workspace_id = k.workspace_id and m.person_id = k.person_id
    join workspace w on w.workspace_id = k.workspace_id
    where k.key_hash = $1 and (k.expires_at is null or k.expires_at > now())
      and 'publish' = any(k.scopes) and m.role <> 'viewer'
  ), remembered as (
    insert into tracked (workspace_id, idempotency_key, payload_hash, created_at)
    select workspace_id, $3, $4, now() from actor
    returning workspace_id
  ), locked as (
    select p.workspace_id, p.publication_id, p.video_id
    from remembered r
    join publication p on p.workspace_id = r.workspace_id and p.publication_id = $2::uuid
    join video v on v.workspace_id = p.workspace_id and v.video_id = p.video_id
    where p.state in ('reserved', 'uploading', 'confirming', 'unknown')
    for update of v, p
  ), published as (
    update publication p set state = 'published', percent = 100, remote_id = $5, url = $6,
      published_at = now(), updated_at = now(), reason = null
    from locked l
    where p.workspace_id = l.workspace_id and p.publication_id = l.publication_id
    returning p.publication_id, p.state, p.url
  ), counted as (
    update reservation r set state = 'committed' from locked l
    where r.workspace_id = l.workspace_id and r.video_id = l.video_id and r.state = 'held'
    returning r.workspace_id, r.period, r.units
  ), usage as (
    update quota_usage q set used = q.used + c.units, held = q.held - c.units from counted c
    where q.workspace_id = c.workspace_id and q.period = c.period
    returning q.used, q.held
  ), told as (
    insert into event (workspace_id, event_id, type, data, once_key, spread_at)
    select workspace_id, gen_random_uuid(), 'publication.published',
      jsonb_build_object('publicationId', publication_id, 'videoId', video_id, 'url', $6::text),
      'publication ' || publication_id || ' published', now()
    from locked
  )
  select a.plan, p.publication_id, p.state, p.url, u.used, u.held
  from actor a cross join published p left join usage u on true`
