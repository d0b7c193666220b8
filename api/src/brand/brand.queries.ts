import type { Db } from '@content/db'
import { PlanName } from '../../contract/index.ts'
import { hasFeature } from '../plan/plan-gate.rules.ts'

export interface BrandRow {
  name: string
  colour: string
  logo: Uint8Array | null
  logoType: string | null
  savedAt: Date
}

/** The look of a workspace whose plan has one; null otherwise, though it may be kept. */
export async function brandShown(db: Db, workspaceId: string): Promise<BrandRow | null> {
  const row = await db
    .selectFrom('brand')
    .innerJoin('workspace', 'workspace.workspace_id', 'brand.workspace_id')
    .select(['brand.name', 'colour', 'logo', 'logo_type', 'saved_at', 'plan'])
    .where('brand.workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (!row || !hasFeature(PlanName.parse(row.plan), 'whiteLabel')) return null
  const { name, colour, logo, logo_type: logoType, saved_at: savedAt } = row
  return { name, colour, logo, logoType, savedAt }
}

export interface NewBrand {
  name: string
  colour: string
  /** Absent leaves the picture as it is. */
  logo?: { type: string; bytes: Uint8Array } | null
}

export async function saveBrandRow(
  db: Db,
  workspaceId: string,
  { name, colour, logo, now }: NewBrand & { now: Date },
): Promise<void> {
  const picture =
    logo === undefined ? {} : { logo: logo?.bytes ?? null, logo_type: logo?.type ?? null }
  const values = { name, colour, saved_at: now, ...picture }
  await db
    .insertInto('brand')
    .values({ workspace_id: workspaceId, ...values })
    .onConflict(conflict => conflict.column('workspace_id').doUpdateSet(values))
    .execute()
}

/** Whether there was one. */
export async function removeBrandRow(db: Db, workspaceId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('brand')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
