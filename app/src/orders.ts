import { type GiveOrder, type OrderRow, WISH_ABOUT } from '@content/api/contract'
import { api } from './api.ts'
import { problemOf } from './problem.ts'
import { queryClient } from './queries.ts'
import { toast } from './ui/toast/toast.tsx'
import { uiWords } from './ui/words.ts'

/** An order without the name that makes it safe to repeat. */
export type Wanted = Omit<GiveOrder, 'id'>

const LOOK_AGAIN_MS = 400
/** A computer that listens answers within two seconds; for longer work nobody is kept waiting. */
const PATIENCE_MS = 8_000

/**
 * Asks a computer to do something and says in a toast what came of it. Answers with the order
 * once it is done or refused, or kept for a computer that is offline; null when it was not taken.
 */
export async function order(wanted: Wanted): Promise<OrderRow | null> {
  try {
    const given = await api.order.give.mutate({ ...aimed(wanted), id: crypto.randomUUID() })
    const ended = given.order.isOnline ? await answerTo(given.order) : given.order
    tell(ended)
    return ended
  } catch (error) {
    toast.refused(problemOf(error))
    return null
  } finally {
    for (const room of ['order', 'publication', 'analytics']) {
      void queryClient.invalidateQueries({ queryKey: [room] })
    }
  }
}

/** Without the channel where a wish is about the whole video, whichever row it was made at. */
function aimed({ connectionId, ...wanted }: Wanted): Wanted {
  const about: readonly string[] = WISH_ABOUT[wanted.wish.kind]
  return about.includes('channel') ? { ...wanted, connectionId } : wanted
}

const isOpen = ({ state }: OrderRow) => state === 'waiting' || state === 'accepted'

async function answerTo(given: OrderRow): Promise<OrderRow> {
  const untilMs = performance.now() + PATIENCE_MS
  let latest = given
  while (isOpen(latest) && performance.now() < untilMs) {
    const orders = await nextLook()
    latest = orders.find(({ id }) => id === given.id) ?? latest
  }
  return latest
}

let looking: Promise<OrderRow[]> | null = null

/** One question for everything that is waited for: fifty orders in a row ask no more than one. */
function nextLook(): Promise<OrderRow[]> {
  looking ??= new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS))
    .then(() => api.order.list.query())
    .then(({ orders }) => orders)
    .finally(() => {
      looking = null
    })
  return looking
}

function tell(order: OrderRow): void {
  const words = uiWords().order
  if (order.state === 'done') toast.done(words.done)
  else if (order.state === 'refused') {
    toast.refused(words.refused(order.deviceName, order.reason ?? ''))
  } else {
    const say = order.isOnline ? words.busy : words.waiting
    toast.waiting(say(order.deviceName))
  }
}
