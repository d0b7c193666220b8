import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { inTx } from '../../lib/in-tx.ts'
import { personByEmail } from '../account.queries.ts'
import { mayMail } from '../link/mail-limit.ts'
import { mailLink } from '../link/mail-link.ts'

// Longer than writing a link and a mail takes, so that whether it was done cannot be timed.
const ANSWER_AFTER_MS = 300

/** Mails a link to choose a new password, if anyone has that address; the answer never tells. */
export async function askForReset(ctx: Context, email: string): Promise<{ ok: true }> {
  await mayMail(ctx, `reset ${email}`)
  await Promise.all([mailReset(ctx, email), wait(ANSWER_AFTER_MS)])
  return { ok: true }
}

async function mailReset(ctx: Context, email: string): Promise<void> {
  const person = await personByEmail(ctx.db, email)
  if (!person) return
  const to = { personId: person.person_id, name: person.name, email: person.email }
  await inTx(ctx, ctx => mailLink(ctx, 'reset', to))
}
