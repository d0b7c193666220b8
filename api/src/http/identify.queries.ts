import type { Db } from '@content/db'
import { runHot } from '@content/db'
import { batched } from '../lib/batch.ts'

export interface KeyHolder {
  key_hash: string
  workspace_id: string
  device_id: string
  person_id: string
  role: string
  /** In one text, parted by blanks. */
  scopes: string
  kind: string
  plan: string
  /** In milliseconds since 1970; null when the key was never used. */
  last_used_ms: number | null
  /** The same way; null for a key without an end. */
  expires_ms: number | null
}

// Joined to `member`, so the keys of a person who was removed stop at once.
const KEY_HOLDERS = {
  name: 'key_holders',
  text: `
    select k.key_hash, k.workspace_id, k.device_id, m.person_id, m.role, d.kind, w.plan,
      array_to_string(k.scopes, ' ') as scopes,
      (extract(epoch from k.last_used_at) * 1000)::float8 as last_used_ms,
      (extract(epoch from k.expires_at) * 1000)::float8 as expires_ms
    from device_key k
    join device d on d.workspace_id = k.workspace_id and d.device_id = k.device_id
    join member m on m.workspace_id = k.workspace_id and m.person_id = k.person_id
    join workspace w on w.workspace_id = k.workspace_id
    where k.key_hash = any($1::text[])`,
}

async function keyHolders(db: Db, keyHashes: string[]): Promise<(KeyHolder | undefined)[]> {
  const found = new Map<string, KeyHolder>()
  for (const row of await runHot<KeyHolder>(db, KEY_HOLDERS, [keyHashes])) {
    found.set(row.key_hash, row)
  }
  return keyHashes.map(hash => found.get(hash))
}

/**
 * The device that a key belongs to: one of the few look-ups made before the workspace is known,
 * and the one made at almost every request, so those of a moment go together.
 */
export const deviceKey = batched<string, KeyHolder | undefined>(keyHolders)

/** A member as they are today; nothing for one who left, or who ended this token by then. */
export function memberById(
  db: Db,
  owner: { workspaceId: string; personId: string; issuedAt: Date },
) {
  return db
    .selectFrom('member')
    .innerJoin('workspace', 'workspace.workspace_id', 'member.workspace_id')
    .innerJoin('person', 'person.person_id', 'member.person_id')
    .select(['workspace.plan', 'member.role', 'person.is_operator'])
    .where('member.workspace_id', '=', owner.workspaceId)
    .where('member.person_id', '=', owner.personId)
    .where(eb =>
      eb.or([
        eb('person.tokens_valid_after', 'is', null),
        eb('person.tokens_valid_after', '<=', owner.issuedAt),
      ]),
    )
    .executeTakeFirst()
}

interface Use {
  keyHash: string
  now: Date
}

/** Notes that a key was used just now, and with it its device; the uses of a moment together. */
export const touchKey = batched<Use, void>(async (db, uses) => {
  const values = [uses.map(use => use.keyHash), uses.map(use => use.now.toISOString())]
  await runHot(db, TOUCH_KEYS, values)
  return uses.map(() => undefined)
})

// Whoever is locked is being noted by somebody else this very moment.
const TOUCH_KEYS = {
  name: 'touch_keys',
  text: `
    with used as materialized (
      select k.key_hash, k.workspace_id, k.device_id, asked.now
      from unnest($1::text[], $2::timestamptz[]) as asked(key_hash, now)
      join device_key k on k.key_hash = asked.key_hash
      join device d on d.workspace_id = k.workspace_id and d.device_id = k.device_id
      for update of k, d skip locked
    ), noted as (
      update device_key k set last_used_at = used.now from used
      where k.key_hash = used.key_hash
    ), active as (
      insert into active_day (workspace_id, active_on)
      select distinct workspace_id, (now at time zone 'UTC')::date from used
      order by workspace_id
      on conflict do nothing
    )
    update device d set last_used_at = used.now from used
    where d.workspace_id = used.workspace_id and d.device_id = used.device_id`,
}
