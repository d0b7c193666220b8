import { z } from 'zod'
import { type Cause, Setback } from '../../lib/step-error.ts'
import { causeOf, causeOfUnknown, setbackFrom } from '../fault-rows.ts'
import { busySetback, parseJson, type Reply, strangeAnswer } from '../http.ts'

const Envelope = z.object({
  error: z.object({
    code: z.number().optional(),
    status: z.string().optional(),
    message: z.string().default(''),
    errors: z.array(z.object({ reason: z.string() })).default([]),
    details: z.array(z.looseObject({ reason: z.string().optional() })).default([]),
  }),
})

/** The machine-readable reason in a Google error; null when the body is none. */
export function reasonOf(text: string): string | null {
  const error = Envelope.safeParse(parseJson(text)).data?.error
  if (!error) return null
  const detail = error.details.find(it => it.reason)?.reason
  return error.errors[0]?.reason ?? detail ?? error.status ?? null
}

const messageOf = (text: string) => Envelope.safeParse(parseJson(text)).data?.error.message ?? ''

/** A day's allowance that is used up is told like too many requests; the limit's name tells. */
const DAILY = /\blimit '[^']*per day'/i

/** What a refused request means. */
export function setbackOf(reply: Reply, nowMs: number): Setback {
  const told = reasonOf(reply.text)
  if (!told && reply.status < 300) return strangeAnswer('YouTube', 'a part is missing')
  const isDaily = told === 'rateLimitExceeded' && DAILY.test(messageOf(reply.text))
  const reason = isDaily ? 'quotaExceeded' : told
  if (reply.status === 401 && reason !== 'youtubeSignupRequired') {
    return new Setback(causeOfReply('authError', nowMs))
  }
  const known = reason ? causeOf('youtube', reason, nowMs) : null
  const busy = busySetback(reply, 'YouTube', nowMs)
  return setbackFrom(known, busy, () => causeOfReply(reason ?? `http_${reply.status}`, nowMs))
}

/** A reason as the catalogue knows it, or said plainly when it does not. */
export function causeOfReply(reason: string, nowMs: number): Cause {
  return causeOf('youtube', reason, nowMs) ?? causeOfUnknown('YouTube', reason)
}
