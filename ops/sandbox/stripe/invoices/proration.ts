import type Stripe from 'stripe'
import type { Books } from '../books.ts'
import { addIntervals } from '../dues.ts'
import type { Item, Price, Subscription } from '../shapes.ts'
import { everyOf, nameOf, planOf } from '../subscriptions/subscription-build.ts'
import type { NewLine } from './invoice-draft.ts'

export interface PriceChange {
  item: string
  price: Price
  quantity?: number
}

/** Puts an item on another price; a different interval starts a new period now. */
export function applyPrice(
  books: Books,
  it: Subscription,
  change: PriceChange & { isAnew?: boolean },
): Subscription {
  const now = books.nowFor(it.customer)
  const isTrial = it.status === 'trialing'
  const data = it.items.data.map(item => {
    if (item.id !== change.item) return item
    const end = addIntervals(now, 1, everyOf(change.price))
    const period = { current_period_start: now, current_period_end: end }
    return {
      ...item,
      ...(isNewPeriod(item, change) && !isTrial && period),
      // What an item embeds is the price with its product as an id, as the wire has it.
      price: change.price as Stripe.Price,
      plan: planOf(change.price),
      quantity: change.quantity ?? item.quantity ?? 1,
    }
  })
  const isAnew = it.items.data.some(item => item.id === change.item && isNewPeriod(item, change))
  const anchor = isAnew && !isTrial ? { billing_cycle_anchor: now } : {}
  return books.change('subscription', { id: it.id }, { items: { ...it.items, data }, ...anchor })
}

export function isNewPeriod(item: Item, change: PriceChange & { isAnew?: boolean }): boolean {
  const [old, next] = [item.price.recurring, change.price.recurring]
  const isOtherInterval =
    old?.interval !== next?.interval || old?.interval_count !== next?.interval_count
  return change.isAnew === true || isOtherInterval
}

/** What the rest of the period costs at the new price, less what was paid for it at the old one. */
export function prorationLines(
  books: Books,
  it: Subscription,
  change: PriceChange & { isAnew?: boolean; at?: number },
): NewLine[] {
  const item = it.items.data.find(item => item.id === change.item)
  if (!item || it.status === 'trialing') return []
  // Items embed what `buildItem` put there.
  const old = item.price as unknown as Price
  const now = change.at ?? books.nowFor(it.customer)
  const { current_period_start: start, current_period_end: end } = item
  const share = (end - now) / (end - start)
  const day = new Date(now * 1000).toISOString().slice(0, 10)
  const oldQuantity = item.quantity ?? 1
  const quantity = change.quantity ?? oldQuantity
  const base = { item: item.id, isProration: true, period: { start: now, end } }
  const credit: NewLine = {
    ...base,
    amount: -Math.round((old.unit_amount ?? 0) * oldQuantity * share),
    description: `Unused time on ${nameOf(books, old)} after ${day}`,
    price: old,
    quantity: oldQuantity,
  }
  if (isNewPeriod(item, change)) return [credit]
  const debit: NewLine = {
    ...base,
    amount: Math.round((change.price.unit_amount ?? 0) * quantity * share),
    description: `Remaining time on ${nameOf(books, change.price)} after ${day}`,
    price: change.price,
    quantity,
  }
  return [credit, debit]
}
