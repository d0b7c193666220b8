import type { Books } from '../books.ts'
import type { Shapes } from '../shapes.ts'
import { sendSigned } from './sending.ts'

export interface Delivery {
  n: number
  event: string
  endpoint: string
  state: 'pending' | 'held' | 'delivered' | 'dropped' | 'failed'
  attempts: number
  next_at: number
  status: number | null
  at: string | null
}

export interface DeliveryAttempt {
  n: number
  event: string
  type: string
  status: number
}

/** Tells each endpoint what happened, in order, again and again until it says 2xx. */
export class Deliveries {
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | undefined
  private isStopped = false

  constructor(private readonly books: Books) {
    books.events.onWritten = () => this.wake(0)
    this.wake(0)
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.running
  }

  list(state?: string): Delivery[] {
    const all = this.db.query<Delivery, []>('select * from delivery order by n').all()
    return state ? all.filter(it => it.state === state) : all
  }

  /** Waits until nothing is on its way; what waits for a retry counts as on its way. */
  async settle(): Promise<void> {
    while (!this.isStopped && this.due(Number.MAX_SAFE_INTEGER)) {
      await (this.running ?? this.untilNext())
    }
  }

  /** One attempt for one delivery, now. */
  async attempt(it: Delivery): Promise<DeliveryAttempt> {
    const event = this.books.things.find('event', it.event)
    const endpoint = this.books.things.find('webhook_endpoint', it.endpoint)
    if (!event || !endpoint) {
      this.mark(it, 'dropped', 0)
      return { n: it.n, event: it.event, type: '', status: 0 }
    }
    const { status } = await sendSigned(this.books, { event, endpoint })
    if (this.isStopped) return { n: it.n, event: event.id, type: event.type, status }
    this.book(it, event, status)
    return { n: it.n, event: event.id, type: event.type, status }
  }

  mark(it: Delivery, state: Delivery['state'], status: number | null): void {
    this.db
      .query('update delivery set state = ?, status = ?, at = ? where n = ?')
      .run(state, status, this.books.kit.now().toISOString(), it.n)
  }

  setHolding(isHolding: boolean): void {
    this.books.kit.mergeSettings({ isHolding })
    if (!isHolding) {
      this.db.run("update delivery set state = 'pending' where state = 'held'")
      this.wake(0)
    }
  }

  private book(it: Delivery, event: Shapes['event'], status: number): void {
    const { deliveryRetrySeconds: waits, deliveryAttempts } = this.books.kit.settings()
    const attempts = it.attempts + 1
    const isDelivered = status >= 200 && status < 300
    const wait = waits[Math.min(attempts, waits.length) - 1] ?? 60
    const state = isDelivered ? 'delivered' : attempts >= deliveryAttempts ? 'failed' : 'pending'
    this.db
      .query('update delivery set attempts = ?, next_at = ? where n = ?')
      .run(attempts, Date.now() + wait * 1000, it.n)
    this.mark(it, state, status)
    if (!isDelivered || event.pending_webhooks === 0) return
    const now = this.books.things.find('event', event.id)
    if (now) this.books.things.put('event', { ...now, pending_webhooks: now.pending_webhooks - 1 })
  }

  private wake(afterMs: number): void {
    if (this.isStopped) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      // One round at a time; a round that is under way looks for more before it ends.
      this.running ??= this.round().finally(() => {
        this.running = undefined
        const next = this.due(Number.MAX_SAFE_INTEGER)
        if (next) this.wake(Math.max(0, next.next_at - Date.now()))
      })
    }, afterMs)
  }

  private async round(): Promise<void> {
    for (;;) {
      const it = this.due(Date.now())
      if (!it || this.isStopped) return
      await this.attempt(it)
    }
  }

  private due(until: number): Delivery | undefined {
    return (
      this.db
        .query<Delivery, [number]>(
          `select * from delivery where state = 'pending' and next_at <= ?
           order by next_at > 0, next_at, n limit 1`,
        )
        .get(until) ?? undefined
    )
  }

  private untilNext(): Promise<void> {
    const next = this.due(Number.MAX_SAFE_INTEGER)
    return Bun.sleep(Math.max(1, (next?.next_at ?? 0) - Date.now()))
  }

  private get db() {
    return this.books.kit.store.db
  }
}
