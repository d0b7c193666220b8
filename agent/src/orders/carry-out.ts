import type { DeviceOrder } from '@content/api/contract'
import type { Core } from '../core.ts'
import { isDamage } from '../journal/damage.ts'
import { answerTo, noteAnswer } from '../journal/orders.ts'
import { Refusal } from '../lib/refusal.ts'
import { Setback } from '../lib/step-error.ts'
import { noWay } from '../wishes/no-way.ts'
import { tellDoubt } from '../wishes/resolve-doubt.ts'
import type { Heard } from './listen.ts'
import { doubtAt, obey } from './obey.ts'

const TOO_OLD = 'This computer’s agent is too old for that. Bring it up to date.'
const MOST_REASON = 500

/**
 * Does what is ordered, once: how it ended is written in the same commit as the change, so that
 * whoever asks again is answered as the first time. Throws what passes by itself.
 */
export async function carryOut(core: Core, { name, order }: Heard): Promise<void> {
  const { journal } = core
  if (answerTo(journal, name.id)) return
  const early = order && (await beforehand(core, order))
  journal.atomically(() => {
    if (answerTo(journal, name.id)) return
    const reason = early ?? refusalOf(() => journal.atomically(() => obeyed(core, order)))
    const state = reason === null ? 'done' : 'refused'
    const answer = { order_id: name.id, seq: name.seq, state, reason } as const
    noteAnswer(journal, answer, core.now())
  })
}

function obeyed(core: Core, order: DeviceOrder | null): void {
  if (!order) throw noWay(TOO_OLD)
  obey(core, order)
}

/** What the server has to hear first; why it does not take it, or null. */
async function beforehand(core: Core, order: DeviceOrder): Promise<string | null> {
  const { wish } = order
  if (wish.kind !== 'resolve') return null
  try {
    await tellDoubt(core, doubtAt(core, order).row, wish.saw)
    return null
  } catch (error) {
    if (error instanceof Setback && WAITS.has(error.why.code)) throw error
    if (error instanceof Setback && error.why.whoCanFix === 'wait') throw error
    return sentence(error)
  }
}

/** It is tried again by itself once somebody signs in, or pays. */
const WAITS = new Set(['unauthenticated', 'plan_limit'])

function refusalOf(work: () => void): string | null {
  try {
    work()
    return null
  } catch (error) {
    return sentence(error)
  }
}

/** Why it cannot be done; what is wrong with the disk is thrown on, for it may pass. */
function sentence(error: unknown): string {
  if (error instanceof Refusal || error instanceof Setback) {
    return error.message.slice(0, MOST_REASON)
  }
  if (isDamage(error) || (error instanceof Error && error.name === 'SQLiteError')) throw error
  const said = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
  return `Something went wrong inside the agent (${said}).`.slice(0, MOST_REASON)
}
