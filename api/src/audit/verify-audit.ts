import type { AuditVerdict } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import {
  baseText,
  canonicalEntry,
  FIRST_HASH,
  isSigned,
  linkHash,
  sealText,
  targetHash,
  whoHash,
} from './audit.rules.ts'
import { type ChainRow, chainRows, headOf, sealsOf } from './chain.queries.ts'

type Ctx = Pick<Context, 'db' | 'config'>
type Break = NonNullable<AuditVerdict['brokenAt']>

const PAGE = 2000

/** Walks a workspace's whole chain and names the first place that is not as it was written. */
export async function verifyAudit(ctx: Ctx, workspaceId: string): Promise<AuditVerdict> {
  if (ctx.db.isTransaction) return walk(ctx, workspaceId)
  // One view of it all: a line that is written meanwhile must not look like a torn end.
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(db => walk({ ...ctx, db }, workspaceId))
}

interface Walked {
  last: { place: number; hash: string }
  lines: number
  erased: { places: number[]; recorded: number }
  sealed: Map<number, string>
}

async function walk(ctx: Ctx, workspaceId: string): Promise<AuditVerdict> {
  const head = await headOf(ctx.db, workspaceId)
  const seals = await sealsOf(ctx.db, workspaceId)
  const base = { place: head?.base_place ?? 0, hash: head?.base_hash ?? FIRST_HASH }
  const state: Walked = {
    last: base,
    lines: 0,
    erased: { places: [], recorded: 0 },
    sealed: new Map(seals.map(seal => [seal.place, seal.hash])),
  }
  const isBased =
    base.place === 0
      ? base.hash === FIRST_HASH
      : isSigned(
          ctx.config.authSecret,
          baseText(workspaceId, base.place, base.hash),
          head?.base_signature ?? null,
        )
  const brokenAt =
    (isBased ? null : broken(base.place + 1, 'The beginning was taken away.')) ??
    forgedSeal(ctx, workspaceId, seals) ??
    (await firstBreak(ctx, workspaceId, state)) ??
    tornEnd(state, { head: head ?? null, sealedTo: seals.at(-1)?.place ?? 0 }) ??
    unrecordedErasure(state)
  return {
    isWhole: brokenAt === null,
    lines: state.lines,
    brokenAt,
    sealedAt: seals.at(-1)?.sealed_at.toISOString() ?? null,
  }
}

const broken = (place: number, reason: string): Break => ({ place, reason })

type Seals = Awaited<ReturnType<typeof sealsOf>>

function forgedSeal({ config }: Ctx, workspaceId: string, seals: Seals): Break | null {
  const forged = seals.find(
    ({ place, hash, signature }) =>
      !isSigned(config.authSecret, sealText(workspaceId, place, hash), signature),
  )
  return forged ? broken(forged.place, 'The seal at this place is not ours.') : null
}

async function firstBreak(ctx: Ctx, workspaceId: string, state: Walked): Promise<Break | null> {
  while (true) {
    const page = { after: state.last.place, limit: PAGE }
    const rows = await chainRows(ctx.db, workspaceId, page)
    for (const row of rows) {
      const reason = wrongWith(workspaceId, row, state)
      if (reason !== null) return broken(state.last.place + 1, reason)
      state.last = row
      state.lines += 1
    }
    if (rows.length < PAGE) return null
  }
}

function wrongWith(workspaceId: string, row: ChainRow, state: Walked): string | null {
  if (row.place !== state.last.place + 1) return 'A line is missing here.'
  if (row.prev_hash !== state.last.hash) return 'This line does not follow the one before it.'
  const entry = canonicalEntry({
    at: row.at,
    actorKind: row.actor_kind,
    action: row.action,
    detail: row.detail,
    whoHash: row.who_hash,
    targetHash: row.target_hash,
  })
  const link = { workspaceId, place: row.place, prevHash: row.prev_hash }
  if (linkHash(link, entry) !== row.hash) return 'This line was changed.'
  const sealed = state.sealed.get(row.place)
  if (sealed !== undefined && sealed !== row.hash)
    return 'This line is not the one that was sealed.'
  return wrongWithWho(row, state)
}

function wrongWithWho(row: ChainRow, { erased }: Walked): string | null {
  if (row.action === 'user_deleted:person') erased.recorded += redacted(row.detail)
  if (row.salt === null) {
    erased.places.push(row.place)
    return null
  }
  const who = {
    actorId: row.actor_id,
    deviceId: row.device_id,
    address: row.address,
    userAgent: row.user_agent,
    requestId: row.request_id,
  }
  if (whoHash(row.salt, who) !== row.who_hash) return 'Who did this was changed.'
  if (targetHash(row.salt, row.target) === row.target_hash) return null
  if (row.target !== null) return 'What this was done to was changed.'
  erased.places.push(row.place)
  return null
}

const redacted = (detail: unknown): number =>
  Number((detail as { redacted?: unknown } | null)?.redacted ?? 0)

function tornEnd(
  { last }: Walked,
  { head, sealedTo }: { head: { place: number; hash: string } | null; sealedTo: number },
): Break | null {
  const isAtHead = last.place === (head?.place ?? 0) && last.hash === (head?.hash ?? FIRST_HASH)
  return isAtHead && last.place >= sealedTo ? null : broken(last.place + 1, 'The end is missing.')
}

/** A person who is deleted is taken out of lines, and the deletion says out of how many. */
function unrecordedErasure({ erased }: Walked): Break | null {
  const last = erased.places.at(-1)
  return last === undefined || erased.places.length <= erased.recorded
    ? null
    : broken(last, 'Who did this was taken out, and no deletion of a person says so.')
}
