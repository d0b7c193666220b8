import type { Brand } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { inTx } from '../lib/in-tx.ts'
import { removeBrandRow } from './brand.queries.ts'
import { showBrand } from './show-brand.ts'

/** Puts our look back in place of a workspace's own; who has left the plan may do so, too. */
export function removeBrand(ctx: ByPerson): Promise<Brand> {
  return inTx(ctx, async ctx => {
    const wasThere = await removeBrandRow(ctx.db, ctx.actor.workspaceId)
    if (wasThere) await writeAudit(ctx, { action: 'user_deleted:brand' })
    return showBrand(ctx)
  })
}
