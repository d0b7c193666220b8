import type { Journal } from './journal.ts'

/** How an order ended here, and whether the server has heard it. */
export interface OrderAnswer {
  order_id: string
  seq: number
  state: 'done' | 'refused'
  /** Why not, as a person reads it; null when it was done. */
  reason: string | null
}

type Db = Pick<Journal, 'db'>

/** How this order ended; null when it was never carried out here. */
export const answerTo = ({ db }: Db, orderId: string): OrderAnswer | null =>
  db
    .query<OrderAnswer, [string]>(
      'select order_id, seq, state, reason from device_order where order_id = ?',
    )
    .get(orderId)

/** Writes down how an order ended; to be called in the transaction that makes the change. */
export function noteAnswer({ db }: Db, answer: OrderAnswer, nowMs: number): void {
  db.query(
    `insert into device_order (order_id, seq, state, reason, answered_at)
     values (?, ?, ?, ?, ?)`,
  ).run(answer.order_id, answer.seq, answer.state, answer.reason, nowMs)
}

/** The server asks again, so it has not heard the answer. */
export function tellAgain({ db }: Db, orderId: string): void {
  db.query('update device_order set is_told = 0 where order_id = ?').run(orderId)
}

/** What the server has not heard yet, in the order in which it happened. */
export const untoldAnswers = ({ db }: Db): OrderAnswer[] =>
  db
    .query<OrderAnswer, []>(
      `select order_id, seq, state, reason from device_order where is_told = 0 order by seq
       limit 50`,
    )
    .all()

export function noteTold({ db }: Db, orderId: string): void {
  db.query('update device_order set is_told = 1 where order_id = ?').run(orderId)
}

/** Forgets what the server heard before then; it never asks for that again. */
export function forgetAnswers({ db }: Db, beforeMs: number): void {
  db.query('delete from device_order where is_told = 1 and answered_at < ?').run(beforeMs)
}
