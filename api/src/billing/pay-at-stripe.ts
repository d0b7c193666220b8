import type { Talk } from './with-customer.ts'

/** Where a page at Stripe leads back to. */
export const leadingBack = (publicUrl: string) => ({
  doneUrl: `${publicUrl}/settings/billing?paid=yes`,
  backUrl: `${publicUrl}/settings/billing`,
})

/**
 * The page for a wish that is still open, if there is one. Pages for another wish of this kind are
 * closed first, so that no two subscriptions can be paid side by side.
 */
export async function openPageFor(
  { payments, customerId, key }: Talk,
  intent: string,
  kind: string,
): Promise<string | null> {
  const pages = await payments.openPages(customerId)
  const same = pages.find(page => page.intent === intent && page.url !== null)
  const others = pages.filter(page => page.id !== same?.id && page.intent.startsWith(kind))
  for (const { id } of others) await payments.closePage(id, key('close', id))
  return same?.url ?? null
}
