import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { canonicalEntry, FIRST_HASH, targetHash, type Who, whoHash } from './audit.rules.ts'
import {
  AUDIT_ACTIONS,
  type AuditAction,
  type AuditDetail,
  printable,
} from './audit-actions.rules.ts'

/** A request; a job has no more than `db` and `now`. */
export type AuditCtx = Pick<Context, 'db' | 'now'> &
  Partial<Pick<Context, 'actor' | 'address' | 'userAgent' | 'requestId'>>

export interface NewAudit<A extends AuditAction> {
  action: A
  /** What it was done to: `connection:<id>`, `person:<id>`. */
  target?: string
  /** Only what `AUDIT_ACTIONS` allows for this action. */
  detail?: AuditDetail<A>
  /** Where the caller belongs to none yet, or it is not the caller's. */
  workspaceId?: string
  /** Who it was, where nobody is signed in yet (a sign-in, a mailed link). */
  personId?: string
}

/**
 * Writes one line into the workspace's audit log, in the caller's transaction. Call it LAST in
 * there: it holds the workspace's chain until the transaction ends.
 */
export async function writeAudit<A extends AuditAction>(
  ctx: AuditCtx,
  { action, target, detail, workspaceId, personId }: NewAudit<A>,
): Promise<void> {
  const workspace = workspaceId ?? ctx.actor?.workspaceId
  if (workspace === undefined) throw new Error('An audit line needs a workspace.')
  const salt = randomBytes(16).toString('hex')
  const who = whoOf(ctx, personId)
  const aim = target === undefined ? null : printable(target, 200)
  const entry = {
    at: ctx.now(),
    actorKind: ctx.actor?.kind ?? (personId === undefined ? 'system' : 'person'),
    action,
    detail: AUDIT_ACTIONS[action].parse(detail ?? {}),
    whoHash: whoHash(salt, who),
    targetHash: targetHash(salt, aim),
  }
  await insertAudit(ctx, { workspaceId: workspace, entry, salt, who, target: aim })
}

function whoOf(ctx: AuditCtx, personId: string | undefined): Who {
  return {
    actorId: personId ?? ctx.actor?.personId ?? null,
    deviceId: ctx.actor?.kind === 'key' ? ctx.actor.deviceId : null,
    address: printed(ctx.address),
    userAgent: printed(ctx.userAgent),
    requestId: printed(ctx.requestId),
  }
}

const printed = (text: string | undefined) => (text === undefined ? null : printable(text, 300))

interface Row {
  workspaceId: string
  entry: Parameters<typeof canonicalEntry>[0]
  salt: string
  who: Who
  target: string | null
}

// One statement: the head's row is the lock, and gives the next place to one writer at a time.
async function insertAudit({ db }: AuditCtx, row: Row): Promise<void> {
  const { workspaceId: workspace, entry, who } = row
  const text = canonicalEntry(entry)
  const hash = (prevHash: ReturnType<typeof sql>, place: ReturnType<typeof sql>) =>
    sql`encode(sha256(convert_to(
      ${prevHash} || ' ' || ${workspace}::text || ' ' || ${place}::text || ' ' || ${text}::text,
      'UTF8')), 'hex')`
  const [first, one] = [sql`${FIRST_HASH}::text`, sql`1`]
  await sql`
    with head as (
      insert into audit_head as h (workspace_id, place, prev_hash, hash)
      values (${workspace}::uuid, 1, ${FIRST_HASH}, ${hash(first, one)})
      on conflict (workspace_id) do update set
        place = h.place + 1, prev_hash = h.hash, hash = ${hash(sql`h.hash`, sql`(h.place + 1)`)}
      returning workspace_id, place, prev_hash, hash
    ), line as (
      insert into audit (workspace_id, place, at, actor_kind, action, detail, who_hash,
        target_hash, prev_hash, hash)
      select workspace_id, place, ${entry.at}::timestamptz, ${entry.actorKind}, ${entry.action},
        ${JSON.stringify(entry.detail)}::jsonb, ${entry.whoHash}, ${entry.targetHash}, prev_hash,
        hash
      from head
    )
    insert into audit_who (workspace_id, place, salt, actor_id, device_id, address, user_agent,
      request_id, target)
    select workspace_id, place, ${row.salt}, ${who.actorId}, ${who.deviceId}, ${who.address},
      ${who.userAgent}, ${who.requestId}, ${row.target}
    from head`.execute(db)
}
