import type { Brand, SaveBrand } from '../../contract/index.ts'
import type { ByPerson } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { requireFeature } from '../workspace/plan-gate.rules.ts'
import { saveBrandRow } from './brand.queries.ts'
import { logoFrom } from './logo.rules.ts'
import { showBrand } from './show-brand.ts'

type Ctx = Pick<ByPerson, 'db' | 'now' | 'actor'>

/** Puts a workspace's own name, colour and picture in place of ours. */
export async function saveBrand(ctx: Ctx, { name, colour, logo }: SaveBrand): Promise<Brand> {
  requireFeature(ctx.actor.plan, 'whiteLabel')
  const picture = logo === undefined || logo === null ? logo : logoOf(logo)
  await saveBrandRow(ctx.db, ctx.actor.workspaceId, {
    name,
    colour: colour.toLowerCase(),
    ...(picture !== undefined && { logo: picture }),
    now: ctx.now(),
  })
  return showBrand(ctx)
}

function logoOf(base64: string) {
  const logo = logoFrom(Buffer.from(base64, 'base64'))
  if ('wrong' in logo) throw new Fault('invalid', logo.wrong, { fields: { logo: logo.wrong } })
  return logo
}
