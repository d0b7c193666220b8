import { createHmac } from 'node:crypto'
import type { Books } from '../books.ts'
import type { Shapes } from '../shapes.ts'

export interface Reply {
  status: number
  body: string
  ms: number
}

/** Posts one event to one endpoint. Status 0 is a line that broke or took too long. */
export async function sendSigned(
  books: Books,
  { event, endpoint }: { event: Shapes['event']; endpoint: Shapes['webhook_endpoint'] },
): Promise<Reply> {
  const body = JSON.stringify(event, null, 2)
  // The receiver's clock counts, not the one that a test moves ahead.
  const t = Math.floor(Date.now() / 1000)
  const sign = (secret: string) => createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')
  const signatures = secretsOf(books, endpoint.id).map(secret => `v1=${sign(secret)}`)
  const started = performance.now()
  const ms = () => Math.round(performance.now() - started)
  try {
    const answer = await fetch(endpoint.url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(books.kit.settings().deliveryTimeoutMs),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'stripe-signature': [`t=${t}`, ...signatures].join(','),
      },
      body,
    })
    return { status: answer.status, body: (await answer.text()).slice(0, 2000), ms: ms() }
  } catch (error) {
    return { status: 0, body: String(error), ms: ms() }
  }
}

/** The secrets an endpoint's events are signed with: for a while after a roll, two. */
export function secretsOf(books: Books, endpoint: string): string[] {
  const { secrets } = books.things.own('webhook_endpoint', endpoint)
  const now = Date.now() / 1000
  return secrets.filter(it => it.until === null || it.until > now).map(it => it.secret)
}
