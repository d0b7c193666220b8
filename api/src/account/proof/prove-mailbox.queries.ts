import type { Context } from '../../context.ts'
import { newId } from '../../lib/id.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import { personById, verifyEmail } from '../account.queries.ts'
import { nameOperators } from '../operators.queries.ts'
import type { Asker } from './end-older.queries.ts'
import { endOlder } from './end-older.queries.ts'

type Needs = Pick<Context, 'db' | 'vault' | 'now' | 'config'>

interface Proving {
  personId: string
  /** Where the link was mailed to, and thereby what it proves. */
  email: string
  /** The sign-in of that person in which the link was opened. */
  asker: Asker
}

/**
 * A person has shown that they hold their mailbox. The first time this ends all that is older; no
 * row when they have another address by now.
 */
export async function proveMailbox(ctx: Needs, { personId, email, asker }: Proving) {
  const now = ctx.now()
  const before = await personById(ctx.db, personId)
  const proven = await verifyEmail(ctx.db, { personId, email, now })
  if (!before || !proven) return undefined
  await nameOperators(ctx.db, ctx.config.operators)
  if (before.verified_at === null) {
    await endOlder(ctx.db, { personId, now, asker, wasProven: false })
    await mailProven(ctx, before)
  }
  return proven
}

interface Recipient {
  person_id: string
  email: string
  name: string
}

/** Tells a person that their address is proven, and what ended with that. */
export async function mailProven(ctx: Needs, { person_id, email, name }: Recipient): Promise<void> {
  await enqueueMail(ctx.db, ctx.vault, {
    ...{ personId: person_id, workspaceId: null, onceKey: newId(), to: email },
    ...{ kind: 'address_proven', data: { name, at: ctx.now().toISOString() } },
  })
}
