import { MilestoneName } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { noteReached } from './milestones.queries.ts'

/**
 * Finds out from what is kept anyway who got how far, so that nothing that people wait for has to
 * write it down. A milestone that rests on another is looked for after it.
 */
export async function noteMilestones(
  { db, now }: Pick<Context, 'db' | 'now'>,
  signal: AbortSignal,
): Promise<number> {
  let noted = 0
  for (const name of MilestoneName.options) {
    let count: number
    do {
      if (signal.aborted) return noted
      count = await noteReached(db, name, now())
      noted += count
    } while (count > 0)
  }
  return noted
}
