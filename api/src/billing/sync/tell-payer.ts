import { sha256Hex } from '../../lib/id.ts'
import type { Customer } from '../billing.queries.ts'
import { emailForBills } from '../billing.queries.ts'
import type { SyncCtx } from './sync-customer.ts'

/** Tells Stripe where bills go to, once whoever pays has another address than we last said. */
export async function tellPayer(
  { db, payments }: Pick<SyncCtx, 'db' | 'payments'>,
  { workspaceId, customerId }: Customer,
): Promise<void> {
  const told = await payments.payer(customerId)
  if (told === null) return
  const now = await emailForBills(db, workspaceId, told.personId)
  if (!now || now.email === told.email) return
  const key = `email:${sha256Hex(`${customerId} ${told.email} ${now.email}`).slice(0, 32)}`
  await payments.changeEmail(customerId, now.email, key)
}
