import { createHmac, timingSafeEqual } from 'node:crypto'
import { RefusableMail } from '../../contract/index.ts'

/** Whose mails of which kind are to end. */
export interface Refusal {
  personId: string
  kind: RefusableMail
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a link in a mail carries: it ends one kind of mail for one person, and no more. */
export const unsubscribeToken = (secret: string, { personId, kind }: Refusal): string =>
  `${personId}.${kind}.${macOf(secret, { personId, kind })}`

/** Reads a token back; null when we did not make it. */
export function readUnsubscribeToken(secret: string, token: string): Refusal | null {
  const [personId = '', name, mac = '', ...rest] = token.split('.')
  const kind = RefusableMail.safeParse(name).data
  if (!UUID.test(personId) || kind === undefined || rest.length > 0) return null
  const [given, made] = [Buffer.from(mac), Buffer.from(macOf(secret, { personId, kind }))]
  return given.length === made.length && timingSafeEqual(given, made) ? { personId, kind } : null
}

const macOf = (secret: string, { personId, kind }: Refusal) =>
  createHmac('sha256', secret).update(`unsubscribe ${personId} ${kind}`).digest('base64url')
