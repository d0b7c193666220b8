import type { Db } from '@content/db'
import { sql } from 'kysely'

/**
 * The device that a key belongs to: one of the few look-ups made before the workspace is known.
 * Joined to `member`, so the keys of a person who was removed stop at once.
 */
export function deviceKey(db: Db, keyHash: string) {
  return db
    .selectFrom('device_key')
    .innerJoin('device', join =>
      join
        .onRef('device.workspace_id', '=', 'device_key.workspace_id')
        .onRef('device.device_id', '=', 'device_key.device_id'),
    )
    .innerJoin('member', join =>
      join
        .onRef('member.workspace_id', '=', 'device_key.workspace_id')
        .onRef('member.person_id', '=', 'device_key.person_id'),
    )
    .innerJoin('workspace', 'workspace.workspace_id', 'device_key.workspace_id')
    .select([
      'device_key.workspace_id',
      'device_key.device_id',
      'member.person_id',
      'member.role',
      'device_key.scopes',
      'device_key.last_used_at',
      'device.kind',
      'workspace.plan',
    ])
    .where('device_key.key_hash', '=', keyHash)
    .where(eb =>
      eb.or([
        eb('device_key.expires_at', 'is', null),
        eb('device_key.expires_at', '>', sql<Date>`now()`),
      ]),
    )
    .executeTakeFirst()
}

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

/** Notes that a key was used just now, and with it its device. */
export async function touchKey(
  db: Db,
  { keyHash, now }: { keyHash: string; now: Date },
): Promise<void> {
  await sql`
    with used as (
      update device_key set last_used_at = ${now} where key_hash = ${keyHash}
      returning workspace_id, device_id
    ), active as (
      insert into active_day (workspace_id, active_on)
      select workspace_id, (${now}::timestamptz at time zone 'UTC')::date from used
      on conflict do nothing
    )
    update device d set last_used_at = ${now} from used
    where d.workspace_id = used.workspace_id and d.device_id = used.device_id`.execute(db)
}
