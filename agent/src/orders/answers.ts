import type { Core } from '../core.ts'
import { noteTold, type OrderAnswer, untoldAnswers } from '../journal/orders.ts'
import { backoffMs, Setback } from '../lib/step-error.ts'
import { callServer } from '../outside/server.ts'
import { openBell } from '../publish/brakes/bell.ts'

/** Tells the server how orders ended, in their order, until it has heard all of it. */
export function openAnswers(core: Core, signal: AbortSignal) {
  const bell = openBell()
  const tellAll = async () => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        for (const answer of untoldAnswers(core.journal)) await tell(core, answer, signal)
        if (untoldAnswers(core.journal).length > 0) continue
        failures = 0
        await bell.wait(Number.POSITIVE_INFINITY, signal)
      } catch {
        if (signal.aborted) return
        // Not heard, or heard and not written down; to tell it twice is fine.
        await bell.wait(backoffMs(failures), signal)
        failures += 1
      }
    }
  }
  return {
    told: tellAll(),
    tellNow: bell.ring,
    /** Says that it is at it; whether that is heard does not matter. */
    accept(orderId: string): void {
      const call = core.server.order.answer.mutate({ orderId, state: 'accepted' }, { signal })
      call.catch(() => undefined)
    },
  }
}

async function tell(core: Core, answer: OrderAnswer, signal: AbortSignal): Promise<void> {
  const { order_id: orderId, state, reason } = answer
  const said =
    state === 'done'
      ? ({ orderId, state } as const)
      : ({ orderId, state, reason: (reason ?? 'It cannot be done.').slice(0, 500) } as const)
  try {
    await callServer(core.server.order.answer.mutate(said, { signal }), signal)
  } catch (error) {
    // It heard something else from an earlier journal, or the order is gone: that is its end.
    if (!(error instanceof Setback) || !ENDS.has(error.why.code)) throw error
  }
  noteTold(core.journal, orderId)
}

const ENDS = new Set(['conflict', 'not_found', 'invalid'])
