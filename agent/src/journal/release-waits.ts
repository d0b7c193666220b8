import type { Journal } from './journal.ts'

/** Whatever waits for an instant beyond this one is looked at now; trying early is always safe. */
export function releaseWaits({ db }: Pick<Journal, 'db'>, nowMs: number): void {
  const at = Math.floor(nowMs)
  const release = db.transaction(() => {
    for (const table of ['video', 'publication']) {
      db.query(`update ${table} set next_at = ?1 where next_at > ?1`).run(at)
    }
    db.query('update breaker set open_until = ?1 where open_until > ?1').run(at)
  })
  release.immediate()
}
