import { createHmac } from 'node:crypto'
import type { Context } from '../context.ts'
import { listUntold, markTold, type UntoldMilestone } from './milestones.queries.ts'

const AT_ONCE = 500

/**
 * Tells product analytics, where an operator has set them, who got how far: from what was written
 * down, so that nothing waits for them and nothing is lost while they are away.
 */
export async function tellMilestones(
  { config, db, now, log, post }: Pick<Context, 'config' | 'db' | 'now' | 'log' | 'post'>,
  signal: AbortSignal,
): Promise<void> {
  if (!post.productAnalytics) return
  while (!signal.aborted) {
    const untold = await listUntold(db, AT_ONCE)
    if (untold.length === 0) return
    try {
      await post.productAnalytics.tell(untold.map(it => eventOf(it, config.authSecret)))
    } catch (error) {
      return log.warn('product analytics could not be told', { reason: String(error) })
    }
    await markTold(db, untold, now())
    if (untold.length < AT_ONCE) return
  }
}

function eventOf({ workspaceId, name, reachedAt: at, plan }: UntoldMilestone, secret: string) {
  const hash = (text: string) => createHmac('sha256', secret).update(text).digest('hex')
  const about = hash(workspaceId)
  const id = asUuid(hash(`${workspaceId} ${name}`))
  return { id, about, name, at, properties: plan === null ? {} : { plan } }
}

/** A UUID of version 8 (RFC 9562) out of a hash in hex. */
function asUuid(hex: string): string {
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return [...parts, hex.slice(20, 32)].join('-')
}
