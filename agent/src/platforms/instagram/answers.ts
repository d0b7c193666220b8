import { z } from 'zod'
import type { Cause, Setback } from '../../lib/step-error.ts'
import { causeOf, causeOfUnknown, setbackFrom } from '../fault-rows.ts'
import { busySetback, parseJson, type Reply, strangeAnswer } from '../http.ts'
import { withRetryAfter } from './usage.ts'

const Envelope = z.object({
  error: z.object({ code: z.number(), error_subcode: z.number().optional() }),
})
const Debug = z.object({
  debug_info: z.object({ retriable: z.boolean().default(false), message: z.string().default('') }),
})

/** `code/subcode`, or the code alone; null when the body is no Graph error. */
export function graphCode(text: string): string | null {
  const error = Envelope.safeParse(parseJson(text)).data?.error
  if (!error) return null
  return error.error_subcode === undefined
    ? `${error.code}`
    : `${error.code}/${error.error_subcode}`
}

/** Meta answers 400 to a dead token, so the code decides and not the status. */
export const isRefusedToken = (reply: Reply) => /^190(\/|$)/.test(graphCode(reply.text) ?? '')

/** What a refused request means. */
export function setbackOf(reply: Reply, nowMs: number): Setback {
  const code = graphCode(reply.text)
  if (!code && reply.status < 300) return strangeAnswer('Instagram', 'a part is missing')
  const cause = code ? causeOf('instagram', code, nowMs) : null
  const known = cause && withRetryAfter(cause, reply)
  const busy = busySetback(reply, 'Instagram', nowMs)
  return setbackFrom(known, busy, () => causeOfCode(code ?? `http_${reply.status}`, nowMs))
}

/** The finest row that the catalogue has for a code. */
export function causeOfCode(code: string, nowMs: number): Cause {
  return causeOf('instagram', code, nowMs) ?? causeOfUnknown('Instagram', code)
}

/** What the upload host's own error shape says; null when it is another shape. */
export function uploadTrouble(text: string): { isRetriable: boolean; message: string } | null {
  const info = Debug.safeParse(parseJson(text)).data?.debug_info
  return info ? { isRetriable: info.retriable, message: info.message } : null
}
