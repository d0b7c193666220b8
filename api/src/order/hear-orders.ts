import { tracked } from '@trpc/server'
import type { ByKey } from '../context.ts'
import { ANYTHING, newId } from '../lib/id.ts'
import { MINUTE_MS } from '../lib/time.ts'
import { isAdmitted, type Needed, whileAdmitted } from '../while-admitted.ts'
import { noteDeaf, noteListening } from './listening.queries.ts'
import { openOrders } from './open-orders.queries.ts'

/** A device whose line was cut without a word counts as online for no longer. */
const LISTENING_MS = 1.5 * MINUTE_MS
const NOTE_AGAIN_MS = 45_000
const NEEDED: Needed = { role: 'editor', scope: 'publish' }

/**
 * Every open order of the device that is numbered above `after`, then each new one as it is given,
 * for as long as its key opens anything. The database is asked at each beat too, so that an order
 * is heard even if the news of it was lost.
 */
export async function* hearOrders(ctx: ByKey, after: number, signal: AbortSignal | undefined) {
  const { db, now, actor, shared } = ctx
  const { workspaceId, deviceId } = actor
  const stream = { workspaceId, deviceId, streamId: newId() }
  const over = new AbortController()
  const until = AbortSignal.any([signal ?? ctx.signal, over.signal])
  // Before the first look, so that nothing that is given in between is missed.
  const news = whileAdmitted(ctx, NEEDED, until)
  let heard = after
  let noteAt = 0
  const note = async () => {
    const at = now().getTime()
    if (at < noteAt) return
    noteAt = at + NOTE_AGAIN_MS
    await noteListening(db, { ...stream, until: new Date(at + LISTENING_MS) })
  }
  async function* unheard() {
    for (;;) {
      const orders = await openOrders(db, { workspaceId, deviceId, after: heard })
      // Asked after reading: what was given after the key lost its right is not for it.
      if (orders.length === 0 || !(await isAdmitted(ctx, NEEDED))) return
      for (const order of orders) {
        heard = order.seq
        yield tracked(String(order.seq), order)
      }
    }
  }
  try {
    await note()
    await shared.live.publish(workspaceId, deviceId)
    yield* unheard()
    for await (const about of news) {
      if (about !== null && about !== ANYTHING && about !== deviceId) continue
      yield* unheard()
      await note()
    }
  } finally {
    // If the first look failed, nobody ever asked for the news: only this ends it.
    over.abort()
    if (await noteDeaf(db, stream)) await shared.live.publish(workspaceId, deviceId)
  }
}
