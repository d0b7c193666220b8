import type { Core } from '../core.ts'
import { forgetAnswers, tellAgain } from '../journal/orders.ts'
import { DAY_MS } from '../lib/durations.ts'
import { backoffMs, Setback } from '../lib/step-error.ts'
import { renewPins } from '../outside/pin-updates.ts'
import { pause } from '../platforms/http.ts'
import { openAnswers } from './answers.ts'
import { carryOut } from './carry-out.ts'
import { type Heard, keepListening } from './listen.ts'
import { openQueue } from './queue.ts'

/** The server keeps what it was told for three months, and asks for none of it again. */
const FORGET_AFTER_MS = 100 * DAY_MS

/** Carries out what people at the dashboard ask of this device, one after the other. */
export function hearOrders(core: Core, ring: () => void): { close(): Promise<void> } {
  const stop = new AbortController()
  const { signal } = stop
  const queue = openQueue<Heard>()
  const answers = openAnswers(core, signal)
  const listening = keepListening(core, signal, {
    onOpen: () => {
      answers.tellNow()
      void renewPins(core, signal)
    },
    onOrder: queue.add,
  })
  const work = async () => {
    for (;;) {
      const heard = await queue.next(signal)
      const carriedOut = async () => {
        await carryOut(core, heard)
        tellAgain(core.journal, heard.name.id)
        forgetAnswers(core.journal, core.now() - FORGET_AFTER_MS)
      }
      await untilDone(carriedOut, { signal, onWait: () => answers.accept(heard.name.id) })
      ring()
      answers.tellNow()
    }
  }
  const all = [listening, answers.told, work()]
  for (const it of all) it.catch(() => stop.abort())
  return {
    async close() {
      stop.abort()
      await Promise.allSettled(all)
    },
  }
}

interface Trying {
  signal: AbortSignal
  /** It has to wait for something; it is tried again by itself. */
  onWait(): void
}

/**
 * The next order waits as long: what one video is asked for happens in the order of asking. What
 * the journal cannot do just now, the work itself meets and says; it goes on once there is room.
 */
async function untilDone(carriedOut: () => Promise<void>, { signal, onWait }: Trying) {
  for (let attempts = 0; ; attempts += 1) {
    try {
      return await carriedOut()
    } catch (error) {
      signal.throwIfAborted()
      const { retry } = error instanceof Setback ? error.why : { retry: 'backoff' as const }
      onWait()
      await pause(typeof retry === 'object' ? retry.afterMs : backoffMs(attempts), signal)
    }
  }
}
