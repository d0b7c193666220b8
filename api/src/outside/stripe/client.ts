import Stripe from 'stripe'
import { Fault } from '../../lib/fault.ts'
import type { Message, SentMessage } from './payments.ts'
import { messageOf, signedAt } from './shapes.ts'

export type { Stripe }

const TIMEOUT_MS = 10_000
const RETRIES = 1
const SILENCE_MS = 10_000
const CLOCK_SECONDS = 300

/** Stripe's own client; this is the only file that brings it in. `origin` is a stand-in's. */
export function connectStripe(secretKey: string, origin: string | null): Stripe {
  const there = origin === null ? null : new URL(origin)
  return new Stripe(secretKey, {
    timeout: TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(),
    ...(there && { protocol: 'http', host: there.hostname, port: there.port }),
  })
}

/** A mutation that, asked twice with one key, happens once. */
export const once = (idempotencyKey: string) => ({ idempotencyKey })

const { StripeError, StripeCardError, StripeInvalidRequestError } = Stripe.errors
const { StripeAPIError, StripeConnectionError, StripePermissionError } = Stripe.errors

export const isMissing = (error: unknown) =>
  error instanceof StripeInvalidRequestError && error.code === 'resource_missing'
/** A restricted key may do only what it was made for. */
export const isDenied = (error: unknown) => error instanceof StripePermissionError
// It has no code of its own, only a sentence.
export const isUnsetPortal = (error: unknown) =>
  error instanceof StripeInvalidRequestError &&
  /default configuration has not been created|portal settings/.test(error.message)

/** A customer who was deleted there has nothing any more. */
export const unlessMissing =
  <T>(instead: T) =>
  (error: unknown): T => {
    if (isMissing(error)) return instead
    throw error
  }

export interface Silence {
  isOver(): boolean
  hear(): void
  miss(): void
}

/** Remembers that Stripe did not answer, for a moment. */
export function createSilence(): Silence {
  let until = 0
  return {
    isOver: () => performance.now() >= until,
    hear: () => {
      until = 0
    },
    miss: () => {
      until = performance.now() + SILENCE_MS
    },
  }
}

/** Every call, with what Stripe refuses in words for our callers. */
export function asked<T extends Record<string, (...given: never[]) => Promise<unknown>>>(
  calls: T,
  silence: Silence,
): T {
  const told = Object.entries(calls).map(([name, call]) => [
    name,
    async (...given: never[]) => {
      const answer = await call(...given).catch(error => {
        if (isSilence(error)) silence.miss()
        throw refusalOf(name, error)
      })
      silence.hear()
      return answer
    },
  ])
  // Safe: the same names with the same calls, each of which only fails in other words.
  return Object.fromEntries(told) as T
}

const isSilence = (error: unknown) =>
  error instanceof StripeConnectionError || error instanceof StripeAPIError

function refusalOf(call: string, cause: unknown): unknown {
  if (!(cause instanceof StripeError)) return cause
  const notes = {
    cause,
    log: `stripe ${call}: ${cause.type} ${cause.code ?? ''} ${cause.requestId ?? ''}`,
  }
  if (cause instanceof StripeCardError) {
    return new Fault('invalid', `${cause.message} Nothing was changed.`, notes)
  }
  return new Fault('upstream', 'Stripe did not answer properly. Please try again shortly.', notes)
}

/** The message in a request, once its signature and its time have been checked. */
export async function readMessage(
  stripe: Stripe,
  secret: string,
  { raw, signature, now }: SentMessage,
): Promise<Message> {
  if (!signature) throw new Fault('invalid', 'The Stripe-Signature header is missing.')
  const signed = signedAt(signature)
  if (!signed || !/(^|,)\s*v1=/.test(signature)) {
    throw new Fault('invalid', 'The Stripe-Signature header is malformed.')
  }
  // Stripe's own check lets a time in the future pass.
  if (signed.getTime() > now.getTime() + CLOCK_SECONDS * 1000) throw notTheirs()
  const text = new TextDecoder().decode(raw)
  // What `constructEventAsync` checks; itself it refuses thin events, however well signed.
  const isTheirs = await stripe.webhooks.signature
    ?.verifyHeaderAsync(text, signature, secret, CLOCK_SECONDS, undefined, now.getTime())
    .catch(() => false)
  if (!isTheirs) throw notTheirs()
  const message = messageOf(text)
  if (!message) throw new Fault('invalid', 'That is no event.')
  return message
}

const notTheirs = () => new Fault('unauthenticated', 'The signature does not fit, or is too old.')
