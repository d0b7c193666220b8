import type { Journal } from '../../journal/journal.ts'
import { releaseWaits } from '../../journal/release-waits.ts'
import { MINUTE_MS } from '../../lib/durations.ts'

const WORTH_NOTICING_MS = MINUTE_MS

/**
 * After the clock was set back every date in the journal lies too far ahead. Nothing tells by how
 * much each was meant, so whatever waits is tried now.
 */
export function openJumpWatch(
  journal: Pick<Journal, 'db'>,
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
    releaseWaits(journal, now())
    // Only now: what could not be written down is seen again at the next look.
    offset = after
  }
}
