/** What Stripe sends, signed as Stripe signs it. */
import { createHmac } from 'node:crypto'
import type { TestApi } from '../harness.ts'

export const WEBHOOK = '/api/v1/stripe/webhook'
export const SECRET = 'whsec_sandbox'

export interface Signing {
  secret?: string
  /** When it was signed. */
  at?: Date
}

const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)

export function signatureOf(body: string | Uint8Array, { secret, at }: Signing = {}): string {
  const t = secondsOf(at ?? new Date())
  return `t=${t},v1=${digest(body, String(t), secret)}`
}

/** The digest over a time and a body, whatever the time says. */
export function digest(body: string | Uint8Array, t: string, secret = SECRET): string {
  return createHmac('sha256', secret).update(`${t}.`).update(body).digest('hex')
}

export interface TestEvent {
  id: string
  type: string
  created: number
  livemode: boolean
  data: { object: Record<string, unknown> }
  [other: string]: unknown
}

let events = 0

/** A message as far as we trust one: that something happened, to whom. */
export function eventAbout(customer: string | null, more: Partial<TestEvent> = {}): TestEvent {
  events += 1
  return {
    ...{ id: `evt_${events}_${crypto.randomUUID()}`, object: 'event', livemode: false },
    ...{ type: 'customer.subscription.updated', created: secondsOf(new Date()) },
    data: { object: { id: 'sub_1', object: 'subscription', customer } },
    ...more,
  }
}

/** Sends a message; signed now and well unless a signature is given. */
export async function deliver(
  api: Pick<TestApi, 'url'>,
  event: object | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string | undefined> = {},
): Promise<number> {
  const isText = typeof event === 'string' || event instanceof Uint8Array
  const body = isText ? event : JSON.stringify(event)
  const all = { 'Stripe-Signature': signatureOf(body), ...headers }
  const given = Object.entries(all).filter(([, value]) => value !== undefined)
  const answer = await fetch(`${api.url}${WEBHOOK}`, {
    method: 'POST',
    headers: given.map(([name, value]): [string, string] => [name, value ?? '']),
    body,
  })
  await answer.text()
  return answer.status
}
