/** Every way a caller can be refused: the key is the contract, the row says how it travels. */
export const FAULTS = {
  invalid: { status: 400, trpc: 'BAD_REQUEST', title: 'Something in the request is not right.' },
  unauthenticated: { status: 401, trpc: 'UNAUTHORIZED', title: 'Please sign in again.' },
  second_factor: {
    status: 401,
    trpc: 'UNAUTHORIZED',
    title: 'Please enter the code from your authenticator app.',
  },
  device_login: {
    status: 400,
    trpc: 'BAD_REQUEST',
    title: 'This device has not been let in.',
  },
  plan_limit: { status: 402, trpc: 'PAYMENT_REQUIRED', title: 'Your plan does not include this.' },
  forbidden: { status: 403, trpc: 'FORBIDDEN', title: 'You may not do that.' },
  not_found: { status: 404, trpc: 'NOT_FOUND', title: 'We could not find that.' },
  method_not_allowed: {
    status: 405,
    trpc: 'METHOD_NOT_SUPPORTED',
    title: 'That address does not take this method.',
  },
  conflict: { status: 409, trpc: 'CONFLICT', title: 'Someone changed this at the same time.' },
  connection_lost: {
    status: 412,
    trpc: 'PRECONDITION_FAILED',
    title: 'The platform no longer lets us in. Please connect it again.',
  },
  too_large: { status: 413, trpc: 'PAYLOAD_TOO_LARGE', title: 'That request is too large.' },
  media_type: {
    status: 415,
    trpc: 'UNSUPPORTED_MEDIA_TYPE',
    title: 'Please send this request as JSON.',
  },
  rate_limited: {
    status: 429,
    trpc: 'TOO_MANY_REQUESTS',
    title: 'Too many requests. Please wait.',
  },
  internal: { status: 500, trpc: 'INTERNAL_SERVER_ERROR', title: 'Something broke on our side.' },
  upstream: { status: 502, trpc: 'BAD_GATEWAY', title: 'The platform did not answer properly.' },
  unavailable: {
    status: 503,
    trpc: 'SERVICE_UNAVAILABLE',
    title: 'We cannot do that right now. Please try again shortly.',
  },
} as const

export type FaultCode = keyof typeof FAULTS

/** Why a device has no key yet, in the words of RFC 8628 (section 3.5). */
export const DEVICE_LOGIN_ERRORS = [
  'authorization_pending',
  'slow_down',
  'access_denied',
  'expired_token',
] as const
export type DeviceLoginError = (typeof DEVICE_LOGIN_ERRORS)[number]

/** What a caller receives, the same on tRPC (`error.data.problem`) and REST (RFC 9457). */
export interface Problem {
  type: `urn:problem:${FaultCode}`
  code: FaultCode
  title: string
  status: number
  detail?: string
  requestId?: string
  /** One sentence per field, keyed by its dotted path. */
  fields?: Record<string, string>
  /** Seconds to wait, when waiting helps. */
  retryAfterSeconds?: number
  /** On `device_login`: what RFC 8628 calls it, under the name that it gives this field. */
  error?: DeviceLoginError
  /** The cheapest plan that would allow it, on `plan_limit`. */
  allowedBy?: 'pro' | 'enterprise'
  /** Where that plan is to be had. */
  upgradeUrl?: string
}
