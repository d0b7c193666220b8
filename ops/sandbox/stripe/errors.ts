export interface Refusal {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  message: string
  code?: string
  param?: string
  decline_code?: string
  payment_intent?: unknown
}

/** An answer that is not 2xx, in Stripe's words. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly refusal: Refusal,
    /** A declined card is an outcome: what happened on the way to it stays. */
    readonly keepsState = false,
  ) {
    super(refusal.message)
  }

  body(requestId: string): object {
    const { code, ...rest } = this.refusal
    const doc = code && {
      doc_url: `https://stripe.com/docs/error-codes/${code.replace(/_/g, '-')}`,
    }
    return {
      error: {
        ...(code && { code }),
        ...doc,
        ...rest,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
      },
    }
  }
}

/** 400 with the parameter that is to blame. */
export function invalid(message: string, param?: string, code?: string): StripeError {
  const refusal = { type: 'invalid_request_error' as const, message }
  return new StripeError(400, { ...refusal, ...(param && { param }), ...(code && { code }) })
}

/** In a path an unknown id is 404, in a parameter it is 400. */
export function missing(word: string, id: string, param = 'id'): StripeError {
  const message = `No such ${word}: '${id}'`
  const refusal = { type: 'invalid_request_error' as const, code: 'resource_missing', param }
  return new StripeError(param === 'id' ? 404 : 400, { ...refusal, message })
}

/** The body of a `status` fault that names none. */
export function stripeFaultBody(status: number): object {
  if (status === 429) {
    const message =
      'Request rate limit exceeded. You can learn more about rate limits here ' +
      'https://stripe.com/docs/rate-limits.'
    return { error: { type: 'invalid_request_error', code: 'rate_limit', message } }
  }
  const message =
    'An unknown error occurred. This error has been logged and we are looking into it.'
  return { error: { type: 'api_error', message } }
}
