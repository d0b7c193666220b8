import type { StripeKit } from './settings.ts'
import type { Kind, Own, Shapes } from './shapes.ts'
import { Things } from './things.ts'
import { Events, type RequestMark } from './webhooks/events.ts'

/** The account: what is in it, what time it is for whom, and what is said about changes. */
export class Books {
  readonly things: Things
  readonly events: Events
  /** The request that changes are done for; null when time did it. */
  request: RequestMark = { id: null, idempotency_key: null }
  /** While overdue things happen, the second at which they were due. */
  private step: number | null = null

  constructor(readonly kit: StripeKit) {
    this.things = new Things(kit.store.db)
    this.events = new Events(this)
  }

  wallSeconds(): number {
    return Math.floor(this.kit.now().getTime() / 1000)
  }

  /** The time in a world: a test clock's, or everybody else's. */
  now(clock: string | null): number {
    const frozen = clock ? this.things.find('test_helpers.test_clock', clock) : undefined
    return frozen?.frozen_time ?? this.step ?? this.wallSeconds()
  }

  nowFor(customer: string | null | undefined): number {
    return this.now(customer ? this.things.clockOf(customer) : null)
  }

  at<T>(second: number, run: () => T): T {
    this.step = second
    try {
      return run()
    } finally {
      this.step = null
    }
  }

  /** All or nothing, as far as the disk is concerned. */
  whole<T>(run: () => T): T {
    return this.kit.store.db.transaction(run)()
  }

  /** Stores a new object and says so. */
  add<K extends Kind>(kind: K, value: Shapes[K], more: { own?: Own<K>; says?: string } = {}): void {
    this.things.put(kind, value, more.own)
    if (more.says) this.events.say(more.says, value)
  }

  /** Stores a change and says what was there before; nothing changed, nothing said. */
  change<K extends Kind>(
    kind: K,
    { id, says }: { id: string; says?: string | null },
    patch: Partial<Shapes[K]>,
  ): Shapes[K] {
    const before = this.things.need(kind, id)
    const after = { ...before, ...patch }
    const previous = difference(before, after)
    if (Object.keys(previous).length === 0) return before
    this.things.put(kind, after)
    const type = says ?? `${EVENT_WORDS[kind] ?? kind}.updated`
    // Stripe shows old values in `*.updated` alone.
    const shown = type.endsWith('.updated') ? previous : undefined
    if (says !== null) this.events.say(type, after, shown)
    return after
  }

  setOwn<K extends Kind>(kind: K, id: string, patch: Partial<Own<K>>): void {
    this.things.put(kind, this.things.need(kind, id), { ...this.things.own(kind, id), ...patch })
  }

  /** Ids look like Stripe's: a prefix and base62. */
  id(prefix: string, length = 24): string {
    const bytes = crypto.getRandomValues(new Uint8Array(length))
    return prefix + [...bytes].map(byte => BASE62[byte % 62]).join('')
  }
}

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const EVENT_WORDS: Partial<Record<Kind, string>> = { subscription: 'customer.subscription' }

/** The old values of what changed, one level into hashes, as `previous_attributes` shows them. */
function difference(before: object, after: object): Record<string, unknown> {
  const old: Record<string, unknown> = {}
  const was = before as Record<string, unknown>
  for (const [name, value] of Object.entries(after)) {
    if (JSON.stringify(value) === JSON.stringify(was[name])) continue
    const [from, to] = [was[name], value]
    old[name] =
      isHash(from) && isHash(to) && !('data' in to) ? difference(from, to) : (from ?? null)
  }
  return old
}

const isHash = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
