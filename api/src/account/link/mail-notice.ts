import type { Context } from '../../context.ts'
import { newId } from '../../lib/id.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import type { MailData } from '../../mail/mail-kinds.ts'

type Needs = Pick<Context, 'db' | 'vault' | 'now'>

interface Recipient {
  person_id: string
  email: string
  name: string
}

/** Tells a person that their password is another one now, and what ended with the old one. */
export async function mailPasswordChanged(
  ctx: Needs,
  person: Recipient,
  ended: MailData<'password_changed'>['ended'],
): Promise<void> {
  const data = { name: person.name, at: ctx.now().toISOString(), ended }
  await enqueueMail(ctx.db, ctx.vault, { ...to(person), kind: 'password_changed', data })
}

/** Tells a person that somebody, perhaps they, tried to sign up with their address. */
export async function mailSignUpTried(ctx: Needs, person: Recipient): Promise<void> {
  const data = { name: person.name, at: ctx.now().toISOString() }
  await enqueueMail(ctx.db, ctx.vault, { ...to(person), kind: 'sign_up_tried', data })
}

/** Tells a person that signing in asks for a code now, no longer does, or has new spare codes. */
export async function mailSecondFactor(
  ctx: Needs,
  person: Recipient,
  change: MailData<'second_factor'>['change'],
): Promise<void> {
  const data = { name: person.name, at: ctx.now().toISOString(), change }
  await enqueueMail(ctx.db, ctx.vault, { ...to(person), kind: 'second_factor', data })
}

/** Tells a person, at the address that was theirs, that they have another one now. */
export async function mailEmailChanged(
  ctx: Needs,
  before: Recipient,
  newEmail: string,
): Promise<void> {
  const data = { name: before.name, newEmail, at: ctx.now().toISOString() }
  await enqueueMail(ctx.db, ctx.vault, { ...to(before), kind: 'email_changed', data })
}

const to = ({ person_id, email }: Recipient) => ({
  personId: person_id,
  workspaceId: null,
  onceKey: newId(),
  to: email,
})
