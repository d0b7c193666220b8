import { z } from 'zod'
import { RefusableMail } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { Fault } from '../lib/fault.ts'
import { openTurns, type Turns } from '../lib/turns.ts'
import type { MailAnswer } from '../outside/mail.ts'
import { type ClaimedMail, claimMail, isRefused, settleMail } from './box.queries.ts'
import { hasEnded, nextTryAt } from './retry.rules.ts'
import { openMail, writeLetter } from './write-letter.ts'

type Ctx = Pick<Context, 'db' | 'now' | 'vault' | 'config' | 'log' | 'post'>

/** Longer than the slowest try, so that nobody sends beside one that is still under way. */
const LEASE_MS = 300_000
const LANES = 4
const MOST_OF_ONE = 2

/**
 * Sends every mail that is due; returns how many were handed over. Should this process die between
 * the server's "250" and our commit, the mail goes out once more, under the same Message-ID: SMTP
 * has no way to ask whether it arrived.
 */
export async function sendMails(ctx: Ctx, signal?: AbortSignal): Promise<number> {
  const turns = openTurns(MOST_OF_ONE)
  const lanes = await Promise.all(Array.from({ length: LANES }, () => lane(ctx, turns, signal)))
  return lanes.reduce((sum, sent) => sum + sent, 0)
}

async function lane(ctx: Ctx, turns: Turns, signal: AbortSignal | undefined): Promise<number> {
  let sent = 0
  while (!signal?.aborted) {
    const now = ctx.now()
    const until = new Date(now.getTime() + LEASE_MS)
    const row = await turns.next(turn => claimMail(ctx.db, { now, until, ...turn }))
    if (!row) return sent
    await turns.during(row.tenant, async () => {
      const answer = await trySending(ctx, row)
      if (answer.kind === 'sent') sent += 1
      await settle(ctx, row, answer)
    })
  }
  return sent
}

async function trySending(ctx: Ctx, row: ClaimedMail): Promise<MailAnswer> {
  try {
    const mail = openMail(ctx, row)
    if (hasEnded(mail.data, row.created_at, ctx.now())) {
      return { kind: 'refused', reason: 'Its link had ended before it could be sent.' }
    }
    if (await isUnwanted(ctx, row)) return { kind: 'refused', reason: 'It is not wanted.' }
    return await ctx.post.mail.send(await writeLetter(ctx, row, mail))
  } catch (error) {
    ctx.log.error('a mail failed', { mailId: row.mail_id, kind: row.kind, reason: nameOf(error) })
    // A mail of the wrong shape stays so; a key, a disk or the database may come back.
    const isForGood = error instanceof z.ZodError || error instanceof SyntaxError
    return { kind: isForGood ? 'refused' : 'later', reason: 'It could not be written.' }
  }
}

/** An error's words may quote the mail, so only its name and our own words are kept. */
const nameOf = (error: unknown) =>
  error instanceof Fault ? error.message : error instanceof Error ? error.name : 'unknown'

/** Asked right before it goes: somebody may have refused since it was put in the box. */
async function isUnwanted({ db }: Ctx, { person_id, kind }: ClaimedMail): Promise<boolean> {
  const isRefusable = RefusableMail.safeParse(kind).success
  return isRefusable && person_id !== null && (await isRefused(db, person_id, kind))
}

async function settle(ctx: Ctx, row: ClaimedMail, answer: MailAnswer): Promise<void> {
  const about = { mailId: row.mail_id, kind: row.kind, attempts: row.attempts }
  if (answer.kind === 'sent') return settleMail(ctx.db, row, { sent: ctx.now() })
  const again = answer.kind === 'later' ? nextTryAt(row.attempts, ctx.now()) : null
  ctx.log.warn('a mail was not sent', { ...about, reason: answer.reason, isOver: again === null })
  await settleMail(ctx.db, row, again ? { again } : { failed: answer.reason })
}
