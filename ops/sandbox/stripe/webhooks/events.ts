import { API_VERSION, type StripeKit } from '../settings.ts'
import type { BookedEvent, Shapes } from '../shapes.ts'
import type { Things } from '../things.ts'

export interface RequestMark {
  id: string | null
  idempotency_key: string | null
}

/** What an event is made from; the account's books are one. */
export interface Source {
  readonly kit: StripeKit
  readonly things: Things
  /** The request that changes are done for. */
  readonly request: RequestMark
  wallSeconds(): number
  now(clock: string | null): number
  id(prefix: string): string
}

/** What the account has to say, and to whom; `Deliveries` does the telling. */
export class Events {
  /** Called for every delivery that was written down. */
  onWritten: () => void = () => {}

  constructor(private readonly source: Source) {
    source.kit.store.db.run(`create table if not exists delivery (
      n integer primary key, event text not null, endpoint text not null, state text not null,
      attempts integer not null default 0, next_at integer not null default 0,
      status integer, at text)`)
    source.kit.store.db.run('create index if not exists delivery_state on delivery (state, n)')
  }

  say(type: string, object: object, previous?: Record<string, unknown>): BookedEvent {
    const { things, kit, request } = this.source
    const { livemode, isHolding } = kit.settings()
    const clock = worldOf(object, things)
    const endpoints = things.list('webhook_endpoint').filter(it => wants(it, type))
    const event: BookedEvent = {
      id: this.source.id('evt_1'),
      object: 'event',
      api_version: API_VERSION,
      created: this.source.now(clock),
      data: { object, ...(previous && { previous_attributes: previous }) },
      livemode,
      pending_webhooks: endpoints.length,
      request: { ...request },
      type,
    }
    const recordedAt = this.source.wallSeconds()
    this.source.things.put('event', event, { recordedAt, clock })
    const write = kit.store.db.query(
      'insert into delivery (event, endpoint, state) values (?, ?, ?)',
    )
    for (const it of endpoints.toReversed()) {
      write.run(event.id, it.id, isHolding ? 'held' : 'pending')
    }
    if (endpoints.length > 0) this.onWritten()
    return event
  }
}

function wants(endpoint: Shapes['webhook_endpoint'], type: string): boolean {
  if (endpoint.status !== 'enabled') return false
  return endpoint.enabled_events.some(it => it === '*' || it === type)
}

function worldOf(object: object, things: Things): string | null {
  const links = object as Links
  if (links.object === 'test_helpers.test_clock') return links.id ?? null
  if (typeof links.test_clock === 'string') return links.test_clock
  if (typeof links.customer === 'string') return things.clockOf(links.customer)
  if (typeof links.invoice === 'string') {
    return things.find('invoice', links.invoice)?.test_clock ?? null
  }
  return null
}

interface Links {
  id?: string
  object: string
  customer?: unknown
  invoice?: unknown
  test_clock?: unknown
}
