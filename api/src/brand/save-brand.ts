import type { Brand, SaveBrand } from '../../contract/index.ts'
import { writeAudit } from '../audit/audit.queries.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { inTx } from '../lib/in-tx.ts'
import { requireFeature } from '../plan/plan-gate.rules.ts'
import { saveBrandRow } from './brand.queries.ts'
import { logoFrom } from './logo.rules.ts'
import { showBrand } from './show-brand.ts'

/** Puts a workspace's own name, colour and picture in place of ours. */
export function saveBrand(ctx: ByPerson, { name, colour, logo }: SaveBrand): Promise<Brand> {
  requireFeature(ctx.actor.plan, 'whiteLabel')
  const picture = logo === undefined || logo === null ? logo : logoOf(logo)
  return inTx(ctx, async ctx => {
    await saveBrandRow(ctx.db, ctx.actor.workspaceId, {
      name,
      colour: colour.toLowerCase(),
      ...(picture !== undefined && { logo: picture }),
      now: ctx.now(),
    })
    const brand = await showBrand(ctx)
    const fields = ['name', 'colour', ...(picture === undefined ? [] : ['logo'])]
    await writeAudit(ctx, { action: 'user_updated:brand', detail: { fields } })
    return brand
  })
}

function logoOf(base64: string) {
  const logo = logoFrom(Buffer.from(base64, 'base64'))
  if ('wrong' in logo) throw new Fault('invalid', logo.wrong, { fields: { logo: logo.wrong } })
  return logo
}
