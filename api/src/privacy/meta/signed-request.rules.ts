import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const Payload = z.object({
  algorithm: z.string().regex(/^HMAC-SHA256$/i),
  user_id: z.string().regex(/^\d{1,32}$/),
})
const PIECES = /^([\w-]{43})\.([\w-]{1,4000})$/

/** The person at Meta that a `signed_request` is about, or null when it is not Meta's. */
export function readSignedRequest(text: string, appSecret: string): { userId: string } | null {
  const [, signature = '', payload = ''] = PIECES.exec(text) ?? []
  const wanted = createHmac('sha256', appSecret).update(payload).digest()
  const given = Buffer.from(signature, 'base64url')
  // Base64 has several spellings of the same bytes; only the one that Meta writes is taken.
  const isOurs =
    given.length === wanted.length &&
    timingSafeEqual(given, wanted) &&
    given.toString('base64url') === signature
  if (!isOurs) return null
  const content = Payload.safeParse(asJson(Buffer.from(payload, 'base64url').toString())).data
  return content ? { userId: content.user_id } : null
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
