const QUOTA_TEXT =
  'The request cannot be completed because you have exceeded your ' +
  '<a href="/youtube/v3/getting-started#quota">quota</a>.'

interface ErrorDetail {
  message: string
  domain?: string
  location?: string
  locationType?: string
  /** The google.rpc code that newer answers carry beside the list. */
  status?: string
  /** The outer sentence, where it differs from the inner one. */
  summary?: string
}

/** A refusal in YouTube's own envelope; the routes throw it, one place writes it. */
export class YouTubeError extends Error {
  constructor(
    readonly code: number,
    readonly reason: string,
    readonly detail: ErrorDetail,
  ) {
    super(detail.message)
  }

  toResponse(): Response {
    return Response.json(this.toBody(), { status: this.code })
  }

  toBody(code = this.code): object {
    const { message, domain = 'youtube.video', status, summary, ...place } = this.detail
    const inner = { message, domain, reason: this.reason, ...place }
    const error = { code, message: summary ?? message, errors: [inner] }
    return { error: status ? { ...error, status } : error }
  }
}

export const quotaExceeded = () =>
  new YouTubeError(403, 'quotaExceeded', { message: QUOTA_TEXT, domain: 'youtube.quota' })

const UPLOADS_TEXT =
  "Quota exceeded for quota metric 'Video Uploads' and limit 'Video Uploads per day' of service " +
  "'youtube.googleapis.com' for consumer 'project_number:482913560174'."

/** `videos.insert` has a bucket of its own, and one that is empty is told in another form. */
export const uploadsUsedUp = () =>
  new YouTubeError(429, 'rateLimitExceeded', {
    message: UPLOADS_TEXT,
    domain: 'global',
    status: 'RESOURCE_EXHAUSTED',
  })

export const badCredentials = () =>
  new YouTubeError(401, 'authError', {
    message: 'Invalid Credentials',
    domain: 'global',
    location: 'Authorization',
    locationType: 'header',
    status: 'UNAUTHENTICATED',
    summary:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login ' +
      'cookie or other valid authentication credential.',
  })

export const insufficientScope = () =>
  new YouTubeError(403, 'insufficientPermissions', {
    message: 'Insufficient Permission',
    domain: 'global',
    status: 'PERMISSION_DENIED',
    summary: 'Request had insufficient authentication scopes.',
  })

/** The first of the parameters is missing, or none of them was given. */
export const missingParameter = (name: string) =>
  new YouTubeError(400, 'missingRequiredParameter', {
    message: `Required parameter: ${name}`,
    domain: 'global',
    location: name,
    locationType: 'parameter',
  })

export const invalid = (message: string) =>
  new YouTubeError(400, 'invalid', { message, domain: 'global', status: 'INVALID_ARGUMENT' })

const FAULTS: Record<number, () => YouTubeError> = {
  400: () =>
    new YouTubeError(400, 'uploadLimitExceeded', {
      message: 'The user has exceeded the number of videos they may upload.',
    }),
  401: badCredentials,
  403: quotaExceeded,
  404: () => new YouTubeError(404, 'notFound', { message: 'Not Found', domain: 'global' }),
  429: () =>
    new YouTubeError(429, 'rateLimitExceeded', {
      message: 'Rate Limit Exceeded',
      domain: 'usageLimits',
      status: 'RESOURCE_EXHAUSTED',
    }),
  500: () =>
    new YouTubeError(500, 'internalError', { message: 'Internal Error', domain: 'global' }),
  503: () => new YouTubeError(503, 'backendError', { message: 'Backend Error', domain: 'global' }),
}

/** What YouTube most likely says with this status; used by faults that name no body. */
export function youtubeFaultBody(status: number): unknown {
  return (FAULTS[status] ?? FAULTS[500])?.().toBody(status)
}
