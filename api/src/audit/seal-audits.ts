import type { Context } from '../context.ts'
import { sha256Hex } from '../lib/id.ts'
import { sealText, signed } from './audit.rules.ts'
import { headOf, insertSeal, unsealedChains } from './chain.queries.ts'
import { verifyAudit } from './verify-audit.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'config' | 'log'>

/**
 * Checks every chain that grew, and signs what it came to: into a table, and into the log, which
 * leaves this machine. A chain that is broken is told of, and not sealed.
 */
export async function sealAudits(ctx: Ctx, signal?: AbortSignal): Promise<void> {
  for (const workspaceId of await unsealedChains(ctx.db)) {
    if (signal?.aborted) return
    await sealOne(ctx, workspaceId)
  }
}

async function sealOne(ctx: Ctx, workspaceId: string): Promise<void> {
  const chain = sha256Hex(workspaceId)
  const head = await headOf(ctx.db, workspaceId)
  if (!head) return
  const { brokenAt } = await verifyAudit(ctx, workspaceId)
  if (brokenAt) {
    ctx.log.error('an audit log is not whole', { chain, ...brokenAt })
    return
  }
  const { place, hash } = head
  const signature = signed(ctx.config.authSecret, sealText(workspaceId, place, hash))
  await insertSeal(ctx.db, { workspaceId, place, hash, signature, now: ctx.now() })
  ctx.log.info('an audit log was sealed', { chain, place, hash, signature })
}
