import type { Journal } from '../../journal/journal.ts'

const WORTH_NOTICING_MS = 60_000

/**
 * After the clock was set back every date in the journal lies too far ahead. Nothing tells by how
 * much each was meant, so whatever waits is tried now; trying early is always safe.
 */
export function openJumpWatch(
  { db }: Pick<Journal, 'db'>,
  now: () => number,
  steady: () => number = () => performance.now(),
) {
  let offset = now() - steady()
  return (): void => {
    const after = now() - steady()
    if (offset - after < WORTH_NOTICING_MS) {
      offset = after
      return
    }
    const at = Math.floor(now())
    const release = db.transaction(() => {
      for (const table of ['video', 'publication']) {
        db.query(`update ${table} set next_at = ?1 where next_at > ?1`).run(at)
      }
      db.query('update breaker set open_until = ?1 where open_until > ?1').run(at)
    })
    release.immediate()
    // Only now: what could not be written down is seen again at the next look.
    offset = after
  }
}
