import { isDamage } from '../../journal/damage.ts'
import { Setback } from '../../lib/step-error.ts'

const LOOK_AGAIN_MS = 5000

const FULL = "The disk with the agent's journal is full. Free some space; it goes on by itself."

/** Does this error say that there is no room for another line in the journal? */
const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(SQLITE_FULL|ENOSPC)$/.test(String(error.code))

/** The disk is full, in the form that every step understands; null: it is something else. */
export const fullSetback = (error: unknown): Setback | null =>
  isFull(error)
    ? new Setback({
        code: 'journal_full',
        reason: FULL,
        whoCanFix: 'you',
        retry: { afterMs: LOOK_AGAIN_MS },
      })
    : null

/**
 * While the journal takes no writes nothing is begun: no step may go without its mark, and what
 * went wrong cannot be written down either, so only the process itself remembers to wait.
 */
export function openStandstill(say: (line: string) => void) {
  let untilMs = 0
  let said = ''
  let damage: unknown = null
  const onFailure = (error: unknown): void => {
    if (isDamage(error)) damage = error
    untilMs = performance.now() + LOOK_AGAIN_MS
    const why = error instanceof Error ? error.message.split('\n')[0] : 'unknown'
    const line = isFull(error) ? FULL : `The agent's journal cannot be written (${why}).`
    if (line !== said) say(line)
    said = line
  }
  return {
    onFailure,
    attempt(work: () => void): void {
      try {
        work()
      } catch (error) {
        onFailure(error)
      }
    },
    /** How long nothing is begun; throws when that is for good, because pages have gone bad. */
    leftMs(): number {
      if (damage !== null) throw damage
      return Math.max(0, untilMs - performance.now())
    },
    /** It could be written again; the next time is news. */
    onSuccess(): void {
      if (untilMs <= performance.now()) said = ''
    },
  }
}
