import { writeAudit } from '../audit/audit.queries.ts'
import type { Context } from '../context.ts'
import { listRecipients } from '../event/recipients.queries.ts'
import { inLanes } from '../lib/fair-queue/in-lanes.ts'
import { openTurns, type Turns } from '../lib/fair-queue/turns.ts'
import { Fault } from '../lib/fault.ts'
import { newId } from '../lib/id.ts'
import { inTx } from '../lib/in-tx.ts'
import { enqueueMail } from '../mail/mail.queries.ts'
import type { HookAnswer } from '../outside/hook-poster.ts'
import type { ClaimedDelivery } from './delivery.queries.ts'
import {
  claimDelivery,
  lockWebhook,
  noteFailing,
  noteWorking,
  settleDelivery,
  switchOff,
} from './delivery.queries.ts'
import { webhookSeal } from './webhook.queries.ts'
import { isDeadSince, messageIdOf, nextDeliveryAt, signedHeaders } from './webhook.rules.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'vault' | 'log' | 'post'>

/** Longer than the slowest call, so that nobody calls beside one that is still under way. */
const LEASE_MS = 120_000
const LANES = 24
const MOST_OF_ONE_WORKSPACE = 4
const MOST_AT_ONE_ADDRESS = 3
const GONE = 410

/**
 * Calls every address that something waits for, workspace by workspace; returns how many
 * deliveries arrived. While an address hangs, what comes for others meanwhile is called as well.
 */
export async function deliverWebhooks(ctx: Ctx, signal?: AbortSignal): Promise<number> {
  const lanes = {
    workspaces: openTurns(MOST_OF_ONE_WORKSPACE),
    hooks: openTurns(MOST_AT_ONE_ADDRESS),
  }
  let arrived = 0
  const work = async (delivery: ClaimedDelivery) => {
    if (await deliverIn(ctx, lanes, delivery)) arrived += 1
  }
  await inLanes({ most: LANES, claim: () => claimNext(ctx, lanes), work }, signal)
  return arrived
}

interface Lanes {
  workspaces: Turns
  hooks: Turns
}

const deliverIn = (ctx: Ctx, { workspaces, hooks }: Lanes, delivery: ClaimedDelivery) =>
  workspaces.during(delivery.workspace_id, () =>
    hooks.during(delivery.webhook_id, () => deliver(ctx, delivery)),
  )

function claimNext(ctx: Ctx, { workspaces, hooks }: Lanes): Promise<ClaimedDelivery | null> {
  const now = ctx.now()
  const until = new Date(now.getTime() + LEASE_MS)
  return workspaces.next(({ after, busy }) =>
    claimDelivery(ctx.db, {
      ...{ now, until, after },
      busy: { workspaces: busy, webhooks: hooks.busy() },
    }),
  )
}

async function deliver(ctx: Ctx, delivery: ClaimedDelivery): Promise<boolean> {
  const answer = await call(ctx, delivery)
  const isFine = answer.kind === 'answered' && answer.status >= 200 && answer.status < 300
  await inTx(ctx, async tx => {
    await lockWebhook(tx.db, delivery)
    await (isFine ? arrived(tx, delivery, answer) : failed(tx, delivery, answer))
  })
  return isFine
}

async function call(ctx: Ctx, delivery: ClaimedDelivery): Promise<HookAnswer> {
  const message = { messageId: messageIdOf(delivery.delivery_id), body: delivery.body }
  try {
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'content-creation-webhooks/1',
      ...signedHeaders(secretsOf(ctx, delivery), message, ctx.now()),
    }
    return await ctx.post.hooks.post(delivery.url, headers, delivery.body)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    ctx.log.error('a webhook could not be signed', { webhookId: delivery.webhook_id, error })
    return { kind: 'silent', reason: 'We could not sign it.' }
  }
}

/** The newest secret first; the older one signs as well while a receiver changes over. */
function secretsOf({ vault, now }: Ctx, delivery: ClaimedDelivery): string[] {
  const { sealed_secret, sealed_older_secret, older_until } = delivery
  const isOlderLive = older_until !== null && older_until > now()
  const sealed = [
    sealed_secret,
    ...(isOlderLive && sealed_older_secret ? [sealed_older_secret] : []),
  ]
  return sealed.map(text => vault.openText(webhookSeal(delivery.webhook_id), text))
}

type Answered = Extract<HookAnswer, { kind: 'answered' }>

async function arrived(ctx: Ctx, delivery: ClaimedDelivery, { status }: Answered): Promise<void> {
  const change = { state: 'delivered', status, reason: null, now: ctx.now() } as const
  if (await settleDelivery(ctx.db, delivery, change)) await noteWorking(ctx.db, delivery)
}

async function failed(ctx: Ctx, delivery: ClaimedDelivery, answer: HookAnswer): Promise<void> {
  const now = ctx.now()
  const status = answer.kind === 'answered' ? answer.status : null
  const reason = answer.kind === 'answered' ? `It answered ${answer.status}.` : answer.reason
  const retryAfterSeconds = answer.kind === 'answered' ? answer.retryAfterSeconds : null
  const nextAt =
    status === GONE
      ? null
      : nextDeliveryAt({
          attempts: delivery.attempts,
          retryAfterSeconds,
          now,
          random: Math.random(),
        })
  const end = nextAt ? { state: 'waiting' as const, nextAt } : { state: 'given_up' as const }
  if (!(await settleDelivery(ctx.db, delivery, { ...end, status, reason, now }))) return
  const failingSince = await noteFailing(ctx.db, delivery, now)
  const because = status === GONE ? 'gone' : isDeadSince(failingSince, now) ? 'silent' : null
  if (because === null || !(await switchOff(ctx.db, delivery, REASONS[because]))) return
  await notify(ctx, delivery, REASONS[because])
  const { workspace_id: workspaceId, webhook_id: webhookId } = delivery
  const target = `webhook:${webhookId}`
  const action = 'sensitive_update:webhook_off'
  await writeAudit(ctx, { workspaceId, action, target, detail: { because } })
}

const REASONS = {
  gone: 'It answered that it is gone for good (410).',
  silent: 'Nothing has arrived there for five days.',
}

async function notify(ctx: Ctx, delivery: ClaimedDelivery, reason: string): Promise<void> {
  const { workspace_id: workspaceId, webhook_id: webhookId, url } = delivery
  ctx.log.warn('a webhook was switched off', { workspaceId, webhookId, reason })
  const occasion = newId()
  for (const to of await listRecipients(ctx.db, workspaceId, 'webhook_off')) {
    await enqueueMail(ctx.db, ctx.vault, {
      personId: to.personId,
      workspaceId,
      kind: 'webhook_off',
      onceKey: `webhook off ${occasion} ${to.personId}`,
      to: to.email,
      data: { host: new URL(url).host, reason },
    })
  }
}
