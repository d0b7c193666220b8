import { dropOldAudits } from '../audit/old-lines.queries.ts'
import type { Context } from '../context.ts'
import { DAY_MS } from '../lib/time.ts'
import { dropLateMessages } from './deletion/erase.queries.ts'
import { dropOldExports, endedExports, markGone } from './export/export.queries.ts'
import { dropLooseParts } from './export/export-parts.queries.ts'
import { REGISTRY, TABLES } from './registry.ts'
import { deleteAged } from './retention.queries.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'config'>

/** Lets go of everything that has been kept as long as the registry says; may stop anywhere. */
export async function keepRetention(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  await endExports(ctx)
  for (const table of TABLES) {
    const { keep } = REGISTRY[table]
    if (keep.for !== 'days' || keep.by !== undefined) continue
    if (signal?.aborted) return
    await deleteAged(ctx.db, { table, keep, now: ctx.now() }, signal)
  }
  await dropLateMessages(ctx.db)
  const { keep } = REGISTRY.audit
  if (keep.for === 'days') await dropOldAudits(ctx, daysBefore(ctx.now(), keep.days), signal)
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

async function endExports(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  for (const row of await endedExports(ctx.db, now)) {
    await markGone(ctx.db, row.workspace_id, row.export_id)
  }
  await dropLooseParts(ctx.db)
  const { keep } = REGISTRY.data_export
  if (keep.for === 'days') await dropOldExports(ctx.db, daysBefore(now, keep.days))
}
