import type { OpenExport } from '../../../contract/index.ts'
import { writeAudit } from '../../audit/audit.queries.ts'
import type { ByPerson, BySession, Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { exportById } from './export.queries.ts'
import { readParts } from './export-parts.queries.ts'
import { isTicketGood, ticketFor } from './ticket.rules.ts'

/** The address at which this browser, which just showed its password, fetches an export. */
export async function openExport(ctx: BySession, input: OpenExport): Promise<{ url: string }> {
  const { exportId } = input
  const { sessionHash } = ctx.actor
  await readyExport(ctx, exportId)
  await ctx.identity.confirm(ctx, input)
  const ticket = ticketFor(ctx.config.authSecret, { exportId, sessionHash }, ctx.now())
  return { url: `/api/v1/privacy/exports/${exportId}?ticket=${ticket}` }
}

/** The bytes of an export, for the browser that has a ticket for it. */
export async function fetchExport(ctx: Context, exportId: string, ticket: string) {
  const { actor } = ctx
  if (ctx.refusal) throw ctx.refusal
  if (!actor) throw new Fault('unauthenticated')
  if (actor.kind !== 'session') throw new Fault('forbidden', 'Please do this in a browser.')
  const { sizeBytes } = await readyExport({ ...ctx, actor }, exportId)
  const { sessionHash } = actor
  if (!isTicketGood(ctx.config.authSecret, { exportId, sessionHash, ticket }, ctx.now())) {
    throw new Fault('forbidden', 'Please enter your password again to fetch this.')
  }
  const target = `export:${exportId}`
  await writeAudit(ctx, { action: 'sensitive_read:export_file', target })
  const { workspaceId } = actor
  return { stream: readParts(ctx.db, { workspaceId, exportId }), sizeBytes }
}

async function readyExport({ db, actor, now }: ByPerson, exportId: string) {
  const { workspaceId, personId, role } = actor
  const row = await exportById(db, { workspaceId, exportId, personId })
  const isOver = row?.expires_at == null || row.expires_at <= now()
  if (row?.state !== 'ready' || row.size_bytes === null || isOver) {
    throw new Fault('not_found', 'There is no such copy, or not any more.')
  }
  if (row.subject === 'workspace' && role !== 'owner') throw new Fault('forbidden')
  return { sizeBytes: Number(row.size_bytes) }
}
