interface ErrorDetail {
  message: string
  code: string | null
  param: string | null
}

const TYPES: Record<number, string> = {
  403: 'insufficient_permissions',
  429: 'requests',
  500: 'server_error',
  503: 'server_error',
}

/** A refusal in OpenAI's envelope. */
export class OpenAIError extends Error {
  constructor(
    readonly status: number,
    readonly detail: ErrorDetail,
  ) {
    super(detail.message)
  }

  toBody(): object {
    const { message, param, code } = this.detail
    const type = TYPES[this.status] ?? 'invalid_request_error'
    return { error: { message, type, param, code } }
  }

  toResponse(): Response {
    return Response.json(this.toBody(), { status: this.status })
  }
}

const SENTENCES: Record<number, [string, string | null]> = {
  401: ['Incorrect API key provided.', 'invalid_api_key'],
  429: ['Rate limit reached for requests. Please try again in 20s.', 'rate_limit_exceeded'],
  500: ['The server had an error while processing your request. Sorry about that!', null],
  503: ['The engine is currently overloaded, please try again later.', null],
}

/** The usual body of a status, for faults that name none. */
export function openaiFaultBody(status: number): unknown {
  const [message, code] = SENTENCES[status] ?? ['The request was refused.', null]
  return new OpenAIError(status, { message, code, param: null }).toBody()
}
