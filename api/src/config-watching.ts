export type MetricsConfig = { kind: 'token'; token: string } | { kind: 'here' } | { kind: 'off' }
export type ErrorsConfig =
  | { kind: 'off' }
  /** `release` null = whoever reads them cannot tell one version from another. */
  | { kind: 'sentry'; dsn: string; environment: string; release: string | null }

/** Who looks at how we are. */
export interface Watching {
  /** Who may read /metrics: whoever has the token, this machine, or nobody. */
  metrics: MetricsConfig
  /** Who is told of our errors. */
  errors: ErrorsConfig
}

interface Environment {
  NODE_ENV: string
  METRICS_TOKEN?: string | undefined
  SENTRY_DSN?: string | undefined
  SENTRY_RELEASE?: string | undefined
}

/** As Sentry and those who speak like it write one: a key, a host, and the number of a project. */
export const isDsn = (text: string) =>
  URL.canParse(text) && new URL(text).username !== '' && /\/\d+$/.test(new URL(text).pathname)

export const watchingOf = (env: Environment): Watching => ({
  metrics: metricsOf(env),
  errors: errorsOf(env),
})

// Behind a proxy of ours every caller may look like this machine, so production asks for a token.
function metricsOf({ METRICS_TOKEN: token, NODE_ENV }: Environment): MetricsConfig {
  if (token) return { kind: 'token', token }
  return { kind: NODE_ENV === 'production' ? 'off' : 'here' }
}

function errorsOf({ NODE_ENV, SENTRY_DSN: dsn, SENTRY_RELEASE }: Environment): ErrorsConfig {
  if (!dsn) return { kind: 'off' }
  return { kind: 'sentry', dsn, environment: NODE_ENV, release: SENTRY_RELEASE ?? null }
}
