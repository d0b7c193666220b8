import { z } from 'zod'
import { Brand, SaveBrand } from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import { byPerson, router, signedIn } from '../trpc.ts'
import { brandShown } from './brand.queries.ts'
import { removeBrand } from './remove-brand.ts'
import { saveBrand } from './save-brand.ts'
import { showBrand } from './show-brand.ts'

export const brandRouter = router({
  show: signedIn('viewer', 'read')
    .output(Brand)
    .query(({ ctx }) => showBrand(ctx)),

  save: byPerson('admin')
    .input(SaveBrand)
    .output(Brand)
    .mutation(({ ctx, input }) => saveBrand(ctx, input)),

  remove: byPerson('admin')
    .output(Brand)
    .mutation(({ ctx }) => removeBrand(ctx)),

  /** The picture itself, for `GET /api/v1/brand/logo`. */
  logo: signedIn('viewer', 'read')
    .output(z.object({ type: z.string(), base64: z.string() }))
    .query(async ({ ctx }) => {
      const brand = await brandShown(ctx.db, ctx.actor.workspaceId)
      if (!brand?.logo || !brand.logoType) throw new Fault('not_found', 'There is no logo.')
      return { type: brand.logoType, base64: Buffer.from(brand.logo).toString('base64') }
    }),
})
