import type { Db } from '@content/db'

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
      'device_key.person_id',
      'device.last_used_at',
      'workspace.plan',
    ])
    .where('device_key.key_hash', '=', keyHash)
    .executeTakeFirst()
}

/** The plan of a workspace that this person belongs to today, or nothing. */
export async function memberPlan(db: Db, owner: { workspaceId: string; personId: string }) {
  const row = await db
    .selectFrom('member')
    .innerJoin('workspace', 'workspace.workspace_id', 'member.workspace_id')
    .select('workspace.plan')
    .where('member.workspace_id', '=', owner.workspaceId)
    .where('member.person_id', '=', owner.personId)
    .executeTakeFirst()
  return row?.plan ?? null
}

export function touchDevice(
  db: Db,
  device: { workspace_id: string; device_id: string },
  now: Date,
) {
  return db
    .updateTable('device')
    .set({ last_used_at: now })
    .where('workspace_id', '=', device.workspace_id)
    .where('device_id', '=', device.device_id)
    .execute()
}
