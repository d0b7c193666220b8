import type { Context } from '../../context.ts'
import { HOUR_MS, MINUTE_MS } from '../../lib/time.ts'
import { tombstoneOf } from '../privacy.rules.ts'
import {
  claimDeletion,
  type Deletion,
  finishDeletion,
  postpone,
  releaseDeletion,
  saveStep,
} from './deletion.queries.ts'
import { type DeletionCtx, STEPS } from './deletion-steps.ts'

type Ctx = DeletionCtx & Pick<Context, 'log'>

const LEASE_MS = 20 * MINUTE_MS
const PAUSES_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS]
const LONGEST_PAUSE_MS = 12 * HOUR_MS

/** Deletes everybody whose days of grace are over, step by step, from wherever a crash left it. */
export async function runDeletions(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const now = ctx.now()
    const until = new Date(now.getTime() + LEASE_MS)
    const deletion = await claimDeletion(ctx.db, { now, until })
    if (!deletion) return
    await runOne(ctx, deletion, signal)
  }
}

async function runOne(ctx: Ctx, deletion: Deletion, signal?: AbortSignal): Promise<void> {
  const { deletionId, subject, subjectId } = deletion
  const shown = tombstoneOf(subject, subjectId)
  const steps = STEPS[subject]
  let next = steps.findIndex(({ name }) => name === deletion.step) + 1
  let { tries } = deletion
  for (; next < steps.length && !signal?.aborted; next += 1, tries = 0) {
    const step = steps[next]
    if (!step) break
    try {
      const notes = await step.take(ctx, { ...deletion, tries })
      await saveStep(ctx.db, deletionId, { step: step.name, notes })
    } catch (error) {
      ctx.log.warn('a deletion goes on later', { shown, step: step.name, reason: String(error) })
      const pauseMs = PAUSES_MS[tries] ?? LONGEST_PAUSE_MS
      await postpone(ctx.db, deletionId, new Date(ctx.now().getTime() + pauseMs))
      return
    }
  }
  if (next < steps.length) {
    await releaseDeletion(ctx.db, deletionId, ctx.now())
    return
  }
  const notes = await finishDeletion(ctx.db, deletionId)
  ctx.log.info('somebody was deleted', { subject, shown, notes })
}
