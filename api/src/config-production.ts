import { isSafeLine, isThisMachine, mayBePrivate, safeForm } from './lib/safe-line.ts'

type Env = Record<string, string | undefined>
type Faults = Record<string, string>

/** What replaces each embedded default; production wants one or the other by name. */
export const EMBEDDED = {
  DATABASE_URL: 'database',
  REDIS_URL: 'limits',
  OPENAI_API_KEY: 'metadata',
  SMTP_URL: 'mail',
  STRIPE_SECRET_KEY: 'billing',
} as const

export const split = (text: string) => text.split(',').map(part => part.trim())

/** What production wants or refuses; `lines` are the settings that say whom we speak to. */
export function unfitForProduction(env: Env, lines: readonly string[]): Faults {
  return { ...lacking(env), ...refused(env), ...openLines(env, lines) }
}

function lacking(env: Env): Faults {
  const faults: Faults = {}
  const asked = split(env.EMBEDDED ?? '')
  for (const [name, part] of Object.entries(EMBEDDED)) {
    if (!env[name] && !asked.includes(part)) faults[name] = `missing (or EMBEDDED=${part})`
  }
  for (const name of ['PUBLIC_URL', 'AUTH_SECRET', 'VAULT_KEYS']) {
    if (!env[name]) faults[name] = 'missing'
  }
  // A guess would be wrong for somebody: all callers as one, or an address that they make up.
  if (!env.TRUST_PROXY) faults.TRUST_PROXY = 'missing (0 when no proxy stands in front)'
  if (env.STRIPE_SECRET_KEY && !env.STRIPE_WEBHOOK_SECRET) {
    faults.STRIPE_WEBHOOK_SECRET = 'missing'
  }
  return faults
}

function refused(env: Env): Faults {
  const faults: Faults = {}
  if (env.SANDBOX_ORIGINS) faults.SANDBOX_ORIGINS = 'not allowed in production'
  if (env.WEBHOOKS_TO_LOOPBACK === 'yes') {
    faults.WEBHOOKS_TO_LOOPBACK = 'not allowed in production'
  }
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    faults.NODE_TLS_REJECT_UNAUTHORIZED = 'not allowed in production'
  }
  const url = env.PUBLIC_URL
  if (url && URL.canParse(url) && url.startsWith('http:') && !isThisMachine(hostIn(url))) {
    faults.PUBLIC_URL = 'must be https in production'
  }
  return faults
}

function openLines(env: Env, lines: readonly string[]): Faults {
  const named = env.PLAIN_TEXT_HOSTS ? split(env.PLAIN_TEXT_HOSTS.toLowerCase()) : []
  const faults: Faults = {}
  for (const name of lines) {
    const address = env[name]
    if (!address || !URL.canParse(address) || isSafeLine(address, named)) continue
    faults[name] = `must be encrypted in production (${safeForm(address)}, or PLAIN_TEXT_HOSTS)`
  }
  if (!named.every(mayBePrivate)) faults.PLAIN_TEXT_HOSTS = 'names an address of the internet'
  return faults
}

const hostIn = (url: string) => new URL(url).hostname
