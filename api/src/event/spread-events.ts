import { EVENTS, type EventType, PlanName, WEBHOOK_EVENTS } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { openTurns, type Turns } from '../lib/fair-queue/turns.ts'
import { inTx } from '../lib/in-tx.ts'
import { hasFeature } from '../plan/plan-gate.rules.ts'
import { payloadOf } from '../webhook/webhook.rules.ts'
import { workspaceById } from '../workspace/workspace.queries.ts'
import { mailEvent, UNMAILED } from './mail-event.ts'
import {
  type EventRow,
  lockUnspread,
  markSpread,
  markUnheard,
  queueDeliveries,
} from './spread.queries.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'vault' | 'log'>

/**
 * Lets mails and webhooks follow from every event that none followed from yet. All that follows
 * from one event is one transaction with the mark that it did; several processes share the work.
 * Returns how many events there were.
 */
export async function spreadEvents(ctx: Ctx, signal?: AbortSignal): Promise<number> {
  const failed: string[] = []
  const turns = openTurns()
  let count = await spreadUnheard(ctx, signal)
  while (!signal?.aborted) {
    const outcome = await spreadNext(ctx, turns, failed)
    if (outcome === 'none') break
    if (outcome === 'spread') count += 1
    else failed.push(outcome.failed)
  }
  return count
}

/** From what nobody is mailed about and no webhook wants, nothing follows. */
async function spreadUnheard({ db, now }: Ctx, signal?: AbortSignal): Promise<number> {
  let count = 0
  while (!signal?.aborted) {
    const { marked, isMore } = await markUnheard(db, UNMAILED, now())
    count += marked
    if (!isMore) break
  }
  return count
}

/** One that cannot be spread is left for the next run, and holds up no other. */
async function spreadNext(
  ctx: Ctx,
  turns: Turns,
  failed: string[],
): Promise<'spread' | 'none' | { failed: string }> {
  let event: EventRow | null = null
  try {
    return await inTx(ctx, async tx => {
      const passed = { except: failed, unmailed: UNMAILED }
      event = await turns.next(({ after }) => lockUnspread(tx.db, { ...passed, after }))
      if (!event) return 'none'
      await follow(tx, event)
      await markSpread(tx.db, event, tx.now())
      return 'spread'
    })
  } catch (error) {
    if (!event) throw error
    const { event_id: eventId, type } = event
    ctx.log.error('an event could not be spread', { eventId, type, error })
    return { failed: eventId }
  }
}

async function follow(ctx: Ctx, event: EventRow): Promise<void> {
  const data = isKnown(event.type) ? EVENTS[event.type].safeParse(event.data).data : undefined
  if (data === undefined || !isKnown(event.type)) {
    // Written by another version of ours: nobody is helped by trying it for ever.
    ctx.log.error('an event is not known', { eventId: event.event_id, type: event.type })
    return
  }
  await mailEvent(ctx, { ...event, type: event.type, data })
  if (WEBHOOK_EVENTS.some(type => type === event.type)) await queueHooks(ctx, event)
}

async function queueHooks({ db }: Ctx, event: EventRow): Promise<void> {
  const workspace = await workspaceById(db, event.workspace_id)
  if (!workspace || !hasFeature(PlanName.parse(workspace.plan), 'webhooks')) return
  const { type, data, created_at: at } = event
  await queueDeliveries(db, event, payloadOf({ type, at, data }))
}

const isKnown = (type: string): type is EventType => Object.hasOwn(EVENTS, type)
