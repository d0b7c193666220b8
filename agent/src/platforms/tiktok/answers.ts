import { z } from 'zod'
import type { Cause, Setback } from '../../lib/step-error.ts'
import { causeOf, causeOfUnknown, setbackFrom } from '../fault-rows.ts'
import { busySetback, parseJson, type Reply, strangeAnswer } from '../http.ts'

const Envelope = z.object({ error: z.object({ code: z.string() }) })

/** TikTok's own verdict: errors can arrive with HTTP 200, so only "ok" is success. */
export function errorCode(text: string): string | null {
  return Envelope.safeParse(parseJson(text)).data?.error.code ?? null
}

export const isOk = (reply: Reply) => reply.status < 300 && errorCode(reply.text) === 'ok'

export const isRefusedToken = (reply: Reply) =>
  errorCode(reply.text) === 'access_token_invalid' ||
  (reply.status === 401 && errorCode(reply.text) === null)

/** What a refused request means. */
export function setbackOf(reply: Reply, nowMs: number): Setback {
  const code = errorCode(reply.text)
  const isUnreadable = reply.status < 300 && (code === null || code === 'ok')
  if (isUnreadable) return strangeAnswer('TikTok', 'a part is missing')
  const known = code && code !== 'ok' ? causeOf('tiktok', code, nowMs) : null
  const busy = busySetback(reply, 'TikTok', nowMs)
  return setbackFrom(known, busy, () => causeOfCode(code ?? `http_${reply.status}`, nowMs))
}

/** A code as the catalogue knows it, or said plainly when it does not. */
export function causeOfCode(code: string, nowMs: number): Cause {
  return causeOf('tiktok', code, nowMs) ?? causeOfUnknown('TikTok', code)
}

/** Post ids are int64 and bare: read as JSON numbers they would become other ids. */
export function postIds(text: string): string[] {
  const list = /"publicaly_available_post_id"\s*:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? ''
  return list.match(/\d+/g) ?? []
}
