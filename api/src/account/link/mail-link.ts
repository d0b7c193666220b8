import { randomBytes } from 'node:crypto'
import type { Context } from '../../context.ts'
import { newId, sha256Hex } from '../../lib/id.ts'
import { MINUTE_MS } from '../../lib/time.ts'
import { enqueueMail } from '../../mail/mail.queries.ts'
import type { LinkPurpose } from './link.queries.ts'
import { insertLink } from './link.queries.ts'

type Needs = Pick<Context, 'db' | 'now' | 'config' | 'vault'>

/** How long each kind of link is good for, and what mail and page it belongs to. */
const LINKS = {
  verify: { minutes: 24 * 60, kind: 'verify', page: 'verify' },
  reset: { minutes: 30, kind: 'reset', page: 'reset' },
  email: { minutes: 60, kind: 'email_change', page: 'confirm-email' },
} as const satisfies Record<LinkPurpose, object>

interface Recipient {
  personId: string
  name: string
  email: string
}

/**
 * Mails a link that works once. Its secret stands behind a #, which a browser sends to nobody, so
 * it is in no log on the way.
 */
export async function mailLink(ctx: Needs, purpose: LinkPurpose, to: Recipient): Promise<void> {
  const { minutes, kind, page } = LINKS[purpose]
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.now().getTime() + minutes * MINUTE_MS)
  const { personId, email, name } = to
  await insertLink(ctx.db, sha256Hex(secret), { personId, purpose, email, expiresAt })
  await enqueueMail(ctx.db, ctx.vault, {
    personId,
    workspaceId: null,
    kind,
    onceKey: newId(),
    to: email,
    data: { name, minutes, link: `${ctx.config.publicUrl}/${page}#${secret}` },
  })
}
