import type { Brand } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import { brandShown } from './brand.queries.ts'

type Ctx = Pick<SignedIn, 'db' | 'actor'>

/** How this workspace appears in place of us; nulls when it does not. */
export async function showBrand({ db, actor }: Ctx): Promise<Brand> {
  const brand = await brandShown(db, actor.workspaceId)
  if (!brand) return { name: null, colour: null, logoUrl: null }
  const { name, colour, logo, savedAt } = brand
  const logoUrl = logo === null ? null : `/api/v1/brand/logo?v=${savedAt.getTime()}`
  return { name, colour, logoUrl }
}
