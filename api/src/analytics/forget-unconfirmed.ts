import { PLATFORMS, type Platform, traitsOf } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { DAY_MS } from '../lib/time.ts'
import { forgetFigures } from './unconfirmed.queries.ts'

/**
 * Forgets figures that a platform wants confirmed now and then, and that it confirmed no more: the
 * video is gone from there, or so is the consent to ask about it. May stop anywhere.
 */
export async function forgetUnconfirmed(
  { db, now }: Pick<Context, 'db' | 'now'>,
  signal?: AbortSignal,
): Promise<number> {
  let forgotten = 0
  for (const platform of PLATFORMS) {
    const before = confirmedSince(platform, now())
    if (!before) continue
    for (let some = -1; some !== 0 && !signal?.aborted; forgotten += some) {
      some = await forgetFigures(db, { platform, before })
    }
  }
  return forgotten
}

/** What was confirmed earlier is confirmed no more; null where that may be kept. */
function confirmedSince(platform: Platform, now: Date): Date | null {
  const days = traitsOf(platform).figures.confirmedWithinDays
  return days === null ? null : new Date(now.getTime() - days * DAY_MS)
}
