import type { ByPerson, Context } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { sha256Hex } from '../../lib/id.ts'
import type { LinkPurpose } from './link.queries.ts'
import { linkOwner as linkOwnerRow, spendLink, spendLinkOf } from './link.queries.ts'

/** Whose link this is; used up with it. Call it in the transaction of what the link allows. */
export async function spendMailedLink(
  ctx: Pick<Context, 'db' | 'now'>,
  purpose: LinkPurpose,
  secret: string,
): Promise<{ personId: string; email: string }> {
  const link = await spendLink(ctx.db, { secretHash: sha256Hex(secret), purpose, now: ctx.now() })
  if (!link) throw staleLink()
  return { personId: link.person_id, email: link.email }
}

/**
 * The same for a link that shows who somebody is: good only where the person it was made for is
 * signed in. Holding the mailbox alone must not lend its name to an account that a stranger made.
 */
export async function spendOwnLink(
  ctx: Pick<ByPerson, 'db' | 'now' | 'actor'>,
  purpose: LinkPurpose,
  secret: string,
): Promise<{ personId: string; email: string }> {
  const wanted = { secretHash: sha256Hex(secret), purpose, now: ctx.now() }
  const { personId } = ctx.actor
  const link = await spendLinkOf(ctx.db, personId, wanted)
  if (link) return { personId, email: link.email }
  if (!(await linkOwnerRow(ctx.db, wanted))) throw staleLink()
  throw new Fault('forbidden', 'This link is for another account. Please sign in to that one.')
}

/** Whom a link was made for, without using it up: what is chosen with it may yet be refused. */
export async function linkOwner(
  ctx: Pick<Context, 'db' | 'now'>,
  purpose: LinkPurpose,
  secret: string,
): Promise<{ email: string; name: string }> {
  const wanted = { secretHash: sha256Hex(secret), purpose, now: ctx.now() }
  const owner = await linkOwnerRow(ctx.db, wanted)
  if (!owner) throw staleLink()
  return owner
}

/** A link that was used, is over, or never was: nobody learns which. */
export const staleLink = () =>
  new Fault('not_found', 'This link is no longer good. Please ask for a new one.')
