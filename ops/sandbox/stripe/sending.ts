import { createHmac } from 'node:crypto'
import type { Books } from './books.ts'
import type { Shapes } from './shapes.ts'

/** How one delivery departs from what Stripe would send; all absent is an honest one. */
export interface Sending {
  signature?: 'good' | 'bad' | 'none' | 'v0' | 'two' | 'garbled'
  /** How old the signed time says it is; negative lies in the future. */
  ageSeconds?: number
  livemode?: boolean
  /** A v2 thin notification in place of the event. */
  thin?: boolean
  gzip?: boolean
  bom?: boolean
  /** The body with a space more than was signed. */
  isReserialised?: boolean
  /** Filled up to at least so many bytes with metadata. */
  padToBytes?: number
  secret?: string
  /** Other event fields, such as an unknown `type`. */
  event?: Record<string, unknown>
}

export interface Reply {
  status: number
  body: string
  ms: number
}

/** Posts one event to one endpoint. Status 0 is a line that broke or took too long. */
export async function sendSigned(
  books: Books,
  { event, endpoint }: { event: Shapes['event']; endpoint: Shapes['webhook_endpoint'] },
  sending: Sending = {},
): Promise<Reply> {
  const text = bodyOf(books, event, sending)
  const secrets = sending.secret ? [sending.secret] : secretsOf(books, endpoint.id)
  const signature = signatureOf(text, secrets, sending)
  const sent = `${sending.bom ? '\uFEFF' : ''}${text}${sending.isReserialised ? ' ' : ''}`
  const body = sending.gzip ? Bun.gzipSync(sent) : new TextEncoder().encode(sent)
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
        ...(signature && { 'stripe-signature': signature }),
        ...(sending.gzip && { 'content-encoding': 'gzip' }),
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

function bodyOf(books: Books, event: Shapes['event'], sending: Sending): string {
  const livemode = sending.livemode ?? event.livemode
  const said = { ...event, livemode, ...sending.event }
  const full = sending.thin ? thinOf(said, books) : said
  const text = JSON.stringify(full, null, 2)
  const lacking = (sending.padToBytes ?? 0) - text.length
  const padded =
    lacking > 0 ? JSON.stringify({ ...full, padding: 'x'.repeat(lacking) }, null, 2) : text
  return padded
}

/** A thin notification says what it is about and leaves the rest to be fetched. */
export function thinOf(event: Shapes['event'], books: Books): object {
  const about = event.data.object as { id?: string; object?: string }
  return {
    id: event.id,
    object: 'v2.core.event',
    type: `v1.${event.type}`,
    livemode: event.livemode,
    created: new Date(event.created * 1000).toISOString(),
    related_object: about.id
      ? { id: about.id, type: about.object, url: urlOf(about.object ?? '', about.id) }
      : null,
    snapshot_event: event.id,
    reason: books.request.id ? { type: 'request' } : null,
  }
}

const urlOf = (object: string, id: string) => `/v1/${object.replace('.', '/')}s/${id}`

function signatureOf(text: string, secrets: string[], sending: Sending): string | undefined {
  const kind = sending.signature ?? 'good'
  if (kind === 'none') return undefined
  if (kind === 'garbled') return 't=abc,v1=zz'
  // The receiver's clock counts, not the one that a test moves ahead.
  const t = Math.floor(Date.now() / 1000) - (sending.ageSeconds ?? 0)
  const sign = (secret: string) => createHmac('sha256', secret).update(`${t}.${text}`).digest('hex')
  const good = secrets.map(sign)
  const bad = sign('whsec_of_somebody_else')
  const values = kind === 'bad' ? [bad] : kind === 'two' ? [bad, ...good] : good
  const scheme = kind === 'v0' ? 'v0' : 'v1'
  return [`t=${t}`, ...values.map(value => `${scheme}=${value}`)].join(',')
}
