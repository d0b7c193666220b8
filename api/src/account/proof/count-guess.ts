import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import { deleteTries, insertTry, nextTryAt } from './guess.queries.ts'

type Needs = Pick<Context, 'db' | 'now' | 'setHeader'>

/**
 * Judges a try at a password or a code, and refuses to before its time has come. Counted first, so
 * that a thousand tries at once are a thousand; a right one is forgotten.
 */
export async function countGuess(
  ctx: Needs,
  subject: string,
  isRight: () => Promise<boolean>,
): Promise<boolean> {
  const [subjectHash, now] = [sha256Hex(subject), ctx.now()]
  if (!(await insertTry(ctx.db, { subjectHash, now }))) throw await tooSoon(ctx, subjectHash)
  if (!(await isRight())) return false
  await deleteTries(ctx.db, subjectHash)
  return true
}

async function tooSoon(ctx: Needs, subjectHash: string): Promise<Fault> {
  const nextAt = await nextTryAt(ctx.db, subjectHash)
  const waitMs = (nextAt?.getTime() ?? 0) - ctx.now().getTime()
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000))
  ctx.setHeader('Retry-After', String(retryAfterSeconds))
  const detail = `Too many wrong tries. Please wait ${retryAfterSeconds} seconds.`
  return new Fault('rate_limited', detail, { retryAfterSeconds })
}
