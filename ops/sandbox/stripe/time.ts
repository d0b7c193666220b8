import type { Books } from './books.ts'
import { addIntervals } from './dues.ts'
import { invalid } from './errors.ts'
import { expireSession } from './hosted-pages/checkout.ts'
import { finalize } from './invoices/invoices.ts'
import type { Clock, Price } from './shapes.ts'
import { scheduleDue } from './subscriptions/schedules.ts'
import { everyOf } from './subscriptions/subscription-build.ts'
import { payAndReflect, subscriptionDue } from './subscriptions/subscription-life.ts'
import type { Due } from './things.ts'

/** Lets everything that is overdue outside of test clocks happen, each at its own second. */
export function catchUp(books: Books): void {
  const until = books.wallSeconds()
  for (;;) {
    const due = books.things.nextDue(null, until)
    if (!due) return
    books.at(due.due, () => happen(books, due))
  }
}

function happen(books: Books, { kind, id, due }: Due): void {
  if (kind === 'subscription') subscriptionDue(books, id, due)
  else if (kind === 'subscription_schedule') scheduleDue(books, id, due)
  else if (kind === 'checkout.session') expireSession(books, id)
  else invoiceDue(books, id)
}

function invoiceDue(books: Books, id: string): void {
  if (books.things.need('invoice', id).status === 'draft') finalize(books, id)
  payAndReflect(books, id)
}

/** How far a clock may go at once: two of the shortest intervals on it, two years without any. */
export function mayAdvance(books: Books, clock: Clock, to: number): void {
  if (to <= clock.frozen_time) {
    throw invalid('The new frozen_time must be after the current frozen_time.', 'frozen_time')
  }
  if (clock.status !== 'ready') {
    throw invalid('Test clock advancement is already underway. Please wait.', 'test_clock')
  }
  const farthest = Math.min(...reaches(books, clock))
  if (to > farthest) {
    const says =
      'You can advance a test clock at most two intervals of its shortest subscription at a time ' +
      `(until ${farthest}), or two years when it has none.`
    throw invalid(says, 'frozen_time')
  }
}

function reaches(books: Books, clock: Clock): number[] {
  const from = clock.frozen_time
  const live = books.things
    .list('subscription')
    .filter(it => it.test_clock === clock.id && !/canceled|expired/.test(it.status))
  const prices = live.flatMap(it => it.items.data.map(item => item.price))
  // Items embed what `buildItem` put there.
  const steps = prices.map(price => addIntervals(from, 2, everyOf(price as unknown as Price)))
  return [...steps, addIntervals(from, 2, { interval: 'year', count: 1 })]
}

export function startAdvance(books: Books, clock: Clock, target: number): Clock {
  const id = clock.id
  books.setOwn('test_helpers.test_clock', id, { target })
  return books.change(
    'test_helpers.test_clock',
    { id, says: 'test_helpers.test_clock.advancing' },
    { status: 'advancing', status_details: { advancing: { target_frozen_time: target } } },
  )
}

/** Walks a clock to where it was told to go, stopping wherever something is due. */
export function finishAdvance(books: Books, id: string): void {
  const clock = books.things.find('test_helpers.test_clock', id)
  const { target } = books.things.own('test_helpers.test_clock', id)
  if (clock?.status !== 'advancing' || target === undefined) return
  for (;;) {
    const due = books.things.nextDue(id, target)
    if (!due) break
    const frozen_time = Math.max(due.due, books.now(id))
    books.change('test_helpers.test_clock', { id, says: null }, { frozen_time })
    happen(books, due)
  }
  books.change(
    'test_helpers.test_clock',
    { id, says: 'test_helpers.test_clock.ready' },
    { frozen_time: target, status: 'ready', status_details: {} },
  )
}
