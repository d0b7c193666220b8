import type { RemoteFigures } from '../outside/platforms/platform-access.ts'

/** How a platform shows what was published there. */
export type Standing = 'shown' | 'kept_private' | 'private' | 'rejected' | 'missing'

/** One answer may lack a video that is there. */
const MISSED_IS_GONE = 2

/** How it stands after an answer; null as long as the platform never told of it. */
export function standingAfter(
  before: Standing | null,
  told: Pick<RemoteFigures, 'standing'> | undefined,
  missed: number,
): Standing | null {
  if (!told) return before !== null && missed >= MISSED_IS_GONE ? 'missing' : before
  if (told.standing !== 'private') return told.standing ?? 'shown'
  return before === null || before === 'kept_private' ? 'kept_private' : 'private'
}
