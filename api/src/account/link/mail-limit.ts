import type { Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'

const MAILS = {
  name: 'link-mails',
  points: 5,
  windowSeconds: 3600,
  by: 'address',
  whenStoreIsAway: 'refuse',
} as const

/** Refuses to fill somebody's mailbox; counted the same whether anyone is behind the subject. */
export async function mayMail(
  ctx: Pick<Context, 'shared' | 'setHeader'>,
  subject: string,
): Promise<void> {
  const { isAllowed, resetSeconds } = await ctx.shared.limits.consume(MAILS, sha256Hex(subject))
  if (isAllowed) return
  ctx.setHeader('Retry-After', String(resetSeconds))
  const detail = `We have sent several mails already. Please wait ${resetSeconds} seconds.`
  throw new Fault('rate_limited', detail, { retryAfterSeconds: resetSeconds })
}
