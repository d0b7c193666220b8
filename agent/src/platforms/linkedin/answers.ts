import { z } from 'zod'
import type { Cause, Setback } from '../../lib/step-error.ts'
import { causeOf, causeOfUnknown, setbackFrom } from '../fault-rows.ts'
import { busySetback, type Call, parseJson, type Reply, type Wire } from '../http.ts'

const Envelope = z.object({
  code: z.string().optional(),
  errorDetails: z
    .object({ inputErrors: z.array(z.object({ code: z.string().optional() })).default([]) })
    .optional(),
})

/** The finest name that an error gives itself; null when the body is none. */
export function codeOf(text: string): string | null {
  const error = Envelope.safeParse(parseJson(text)).data
  return error?.errorDetails?.inputErrors.find(it => it.code)?.code ?? error?.code ?? null
}

const ErrorBody = z.object({ message: z.string(), status: z.number() })

/**
 * LinkedIn's own no, after which nothing was made. A page, an answer to something else, or word of
 * a breakdown may come from whoever stands between, after the request went through.
 */
export function isRefusal({ status, text }: Reply): boolean {
  if (status < 400 || status >= 500 || status === 408) return false
  if (status === 401 || status === 426 || status === 429) return true
  return codeOf(text) !== null || ErrorBody.safeParse(parseJson(text)).success
}

export const isRefusedToken = (reply: Reply) => reply.status === 401

/** What a refused request means. */
export function setbackOf(reply: Reply, nowMs: number): Setback {
  const byStatus = `http_${reply.status}`
  const code = codeOf(reply.text) ?? byStatus
  // What it calls a dead token is of no matter: 401 is always one.
  const known = causeOf('linkedin', code, nowMs) ?? causeOf('linkedin', byStatus, nowMs)
  const busy = busySetback(reply, 'LinkedIn', nowMs)
  return setbackFrom(known, busy, () => causeOfCode(code, nowMs))
}

/** A code as the catalogue knows it, or said plainly when it does not. */
export const causeOfCode = (code: string, nowMs: number): Cause =>
  causeOf('linkedin', code, nowMs) ?? causeOfUnknown('LinkedIn', code)

/** Each version lives a year at least; after that it is answered with 426. */
const VERSION = '202607'

/** A call of the versioned interface. */
export const rest = (wire: Wire, call: Pick<Call, 'method' | 'url'>, body?: object) =>
  wire.call({
    ...call,
    auth: 'Bearer',
    headers: {
      'linkedin-version': VERSION,
      'x-restli-protocol-version': '2.0.0',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: () => JSON.stringify(body) }),
  })
