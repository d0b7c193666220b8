import { z } from 'zod'
import { RefusableMail } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { inLanes } from '../lib/fair-queue/in-lanes.ts'
import { openTurns, type Turns } from '../lib/fair-queue/turns.ts'
import { Fault } from '../lib/fault.ts'
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
  let sent = 0
  const work = async (row: ClaimedMail) => {
    if (await turns.during(row.tenant, () => send(ctx, row))) sent += 1
  }
  await inLanes({ most: LANES, claim: () => claimNext(ctx, turns), work }, signal)
  return sent
}

function claimNext({ db, now }: Ctx, turns: Turns): Promise<ClaimedMail | null> {
  const at = now()
  const until = new Date(at.getTime() + LEASE_MS)
  return turns.next(turn => claimMail(db, { now: at, until, ...turn }))
}

async function send(ctx: Ctx, row: ClaimedMail): Promise<boolean> {
  const answer = await trySending(ctx, row)
  await settle(ctx, row, answer)
  return answer.kind === 'sent'
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
