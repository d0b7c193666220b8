import type { Database } from 'bun:sqlite'
import { dueOf } from './dues.ts'
import { missing } from './errors.ts'
import type { Kind, Own, Shapes } from './shapes.ts'

interface Row {
  id: string
  kind: string
  customer: string | null
  clock: string | null
  value: string
  own: string
}

export interface Due {
  id: string
  kind: Kind
  due: number
}

/** Every object of the account in one table, with the time it next wants attention. */
export class Things {
  constructor(private readonly db: Database) {
    db.run(`create table if not exists thing (
      n integer primary key, id text not null unique, kind text not null, customer text,
      clock text, due integer, value text not null, own text not null)`)
    db.run('create index if not exists thing_kind on thing (kind, customer, n)')
    db.run('create index if not exists thing_due on thing (clock, due) where due is not null')
  }

  /** Stores an object; without `own`, what Stripe keeps to itself about it stays as it was. */
  put<K extends Kind>(kind: K, value: Shapes[K], own?: Own<K>): void {
    const mine = own ?? this.own(kind, value.id)
    const links = value as { customer?: unknown; test_clock?: unknown }
    const customer = typeof links.customer === 'string' ? links.customer : null
    const said = typeof links.test_clock === 'string' ? links.test_clock : null
    const clock = said ?? (customer ? this.clockOf(customer) : null)
    this.db
      .query(`insert into thing (id, kind, customer, clock, due, value, own)
        values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set
        customer = excluded.customer, clock = excluded.clock, due = excluded.due,
        value = excluded.value, own = excluded.own`)
      .run(value.id, kind, customer, clock, dueOf(kind, value, mine), ...[value, mine].map(json))
  }

  find<K extends Kind>(kind: K, id: string): Shapes[K] | undefined {
    const row = this.row(id)
    // A row of this kind was put with this kind's type.
    return row?.kind === kind ? (JSON.parse(row.value) as Shapes[K]) : undefined
  }

  /** The object, or Stripe's answer to an id nobody knows: `param` says where it was written. */
  need<K extends Kind>(kind: K, id: string, param?: string): Shapes[K] {
    const found = this.find(kind, id)
    if (!found) throw missing(WORDS[kind] ?? kind.replace(/.*\./, ''), id, param)
    return found
  }

  own<K extends Kind>(_kind: K, id: string): Own<K> {
    const row = this.row(id)
    // As above: written by `put` of the same kind.
    return (row ? JSON.parse(row.own) : {}) as Own<K>
  }

  /** Any object by its id alone, for expansion. */
  any(id: string): object | undefined {
    const row = this.row(id)
    return row ? (JSON.parse(row.value) as object) : undefined
  }

  /** Newest first, as Stripe lists. */
  list<K extends Kind>(kind: K, customer?: string): Shapes[K][] {
    const where = customer === undefined ? '' : 'and customer = ?'
    const rows = this.db
      .query<{ value: string }, string[]>(
        `select value from thing where kind = ? ${where} order by n desc`,
      )
      .all(...(customer === undefined ? [kind] : [kind, customer]))
    return rows.map(row => JSON.parse(row.value) as Shapes[K])
  }

  /** One by one, newest first, for lists that are too long to read whole. */
  *newest<K extends Kind>(kind: K, before?: string): Generator<{ value: Shapes[K]; own: Own<K> }> {
    const rows = this.db
      .query<Row, [string, string | null, string | null]>(
        `select * from thing where kind = ? and (? is null or
         n < (select n from thing where id = ?)) order by n desc`,
      )
      .iterate(kind, before ?? null, before ?? null)
    // As above: written by `put` of the same kind.
    for (const row of rows) yield { value: JSON.parse(row.value), own: JSON.parse(row.own) }
  }

  /** The first thing of a world that wants attention by then. */
  nextDue(clock: string | null, until: number): Due | undefined {
    // A schedule changes what a subscription is before the subscription renews at the same second.
    return (
      this.db
        .query<Due, [string | null, number]>(
          `select id, kind, due from thing where clock is ? and due is not null and due <= ?
           order by due, kind <> 'subscription_schedule', n limit 1`,
        )
        .get(clock, until) ?? undefined
    )
  }

  remove(id: string): void {
    this.db.query('delete from thing where id = ?').run(id)
  }

  clockOf(customer: string): string | null {
    return this.row(customer)?.clock ?? null
  }

  private row(id: string): Row | undefined {
    return this.db.query<Row, [string]>('select * from thing where id = ?').get(id) ?? undefined
  }
}

const json = (value: unknown) => JSON.stringify(value)

const WORDS: Partial<Record<Kind, string>> = {
  payment_method: 'PaymentMethod',
  webhook_endpoint: 'webhook endpoint',
  'checkout.session': 'checkout.session',
  'test_helpers.test_clock': 'test clock',
  subscription_schedule: 'subscription schedule',
}
