import type { Billing } from '@content/api/contract'

const WAITS_MS = [300, 500, 700, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000]
const KEY = 'billing-before'

type Paid = Pick<Billing, 'plan' | 'interval' | 'status'> & { bought: number }

const partOf = ({ plan, interval, status, pack }: Billing): Paid => ({
  ...{ plan, interval, status },
  bought: pack.bought,
})

/** Keeps how things stood when the person left for Stripe, to know the change on the way back. */
export function rememberBefore(billing: Billing): void {
  sessionStorage.setItem(KEY, JSON.stringify(partOf(billing)))
}

/** What has come of a payment since; null while nothing has. */
export function paidFor(now: Billing): 'plan' | 'packs' | null {
  const kept = sessionStorage.getItem(KEY)
  // In another window nothing was kept: then a plan that runs is what was paid for.
  if (kept === null) return now.status === 'active' || now.status === 'trialing' ? 'plan' : null
  // Safe: written by the function above, in this window.
  const before = JSON.parse(kept) as Paid
  if (before.bought !== now.pack.bought) return 'packs'
  const isSame = (['plan', 'interval', 'status'] as const).every(key => before[key] === now[key])
  return isSame ? null : 'plan'
}

export const forgetBefore = () => sessionStorage.removeItem(KEY)

/** Looks again and again, ever more rarely, until it is done or was tried long enough. */
export async function lookUntil(
  isDone: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<boolean> {
  for (const waitMs of [0, ...WAITS_MS]) {
    await waited(waitMs, signal)
    if (signal.aborted) return false
    if (await isDone()) return true
  }
  return false
}

function waited(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => {
    clearTimeout(timer)
    resolve()
  })
  return promise
}
