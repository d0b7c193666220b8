import type { Journal } from './journal.ts'

/** Troubles of the way there, and not of those who answer. */
const OF_THE_WAY = [
  'network',
  'offline',
  'captive_portal',
  'proxy',
  'tls',
  'clock',
  'server_unreachable',
]

/** Is this trouble one of the way there? Then nobody who answers has failed. */
export const isOfTheWay = (code: string) => OF_THE_WAY.includes(code)

/** The network works again: what only waited for that goes on now. */
export function goOnNow({ db }: Pick<Journal, 'db'>, nowMs: number): void {
  const codes = OF_THE_WAY.map(code => `'${code}'`).join(', ')
  const at = Math.floor(nowMs)
  try {
    for (const table of ['video', 'publication']) {
      db.query(`update ${table} set next_at = ?1 where next_at > ?1 and code in (${codes})`).run(at)
    }
  } catch {
    // It only saves waiting; an answer that just came in must not be lost for it.
  }
}
