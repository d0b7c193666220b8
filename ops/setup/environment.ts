import { randomBytes } from 'node:crypto'
import { definitionOf, PLATFORMS } from '../../api/contract/index.ts'
import type { Answers } from './answers.ts'

type Settings = Map<string, string>

const secret = () => randomBytes(32).toString('base64url')
/** A Fernet key: padded, as its specification wants it. */
const vaultKey = () => `${secret()}=`

/** The settings that a file holds, in its order. */
export function readEnv(text: string): Settings {
  const pairs = text.split('\n').flatMap(line => {
    const [, name, value = ''] = /^([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
    return name ? [[name, value] as const] : []
  })
  return new Map(pairs)
}

/** All that the server needs: what was there stays, and what is missing is made. */
export function filledIn(known: Settings, answers: Answers, image: string | undefined): Settings {
  const { domain = '', operator = '', platforms = '', smtp = '', openai = '' } = answers
  const kept = (name: string, make: () => string) => known.get(name) || make()
  const postgres = kept('POSTGRES_PASSWORD', secret)
  const redis = kept('REDIS_PASSWORD', secret)
  const made: [string, string][] = [
    ['IMAGE', image ?? kept('IMAGE', () => 'content-creation')],
    ['DOMAIN', domain],
    ['ACME_EMAIL', kept('ACME_EMAIL', () => operator.split(',')[0] ?? '')],
    ['PUBLIC_URL', `https://${domain}`],
    ['OPERATORS', operator],
    ['TRUST_PROXY', '1'],
    ['AUTH_SECRET', kept('AUTH_SECRET', secret)],
    ['VAULT_KEYS', kept('VAULT_KEYS', vaultKey)],
    ['METRICS_TOKEN', kept('METRICS_TOKEN', secret)],
    ['GRAFANA_PASSWORD', kept('GRAFANA_PASSWORD', secret)],
    ['POSTGRES_PASSWORD', postgres],
    ['REDIS_PASSWORD', redis],
    ['BACKUP_CIPHER_PASS', kept('BACKUP_CIPHER_PASS', secret)],
    ['DATABASE_URL', kept('DATABASE_URL', () => `postgres://content:${postgres}@postgres/content`)],
    ['REDIS_URL', kept('REDIS_URL', () => `redis://:${redis}@redis`)],
    ['PLAIN_TEXT_HOSTS', kept('PLAIN_TEXT_HOSTS', () => 'postgres,redis')],
    ['PLATFORMS', platforms],
    ['SMTP_URL', smtp],
    ['OPENAI_API_KEY', openai],
  ]
  for (const name of appSettings(platforms)) made.push([name, known.get(name) ?? ''])
  const settings = new Map([...known, ...made])
  for (const name of ['SMTP_URL', 'OPENAI_API_KEY']) {
    if (settings.get(name) === 'none') settings.delete(name)
  }
  settings.set('EMBEDDED', embedded(settings))
  return settings
}

/** Both halves of our app at each platform that is offered. */
export const appSettings = (platforms: string): string[] =>
  PLATFORMS.filter(platform => platforms.split(',').includes(platform)).flatMap(platform => {
    const { app } = definitionOf(platform)
    return [app.id, app.secret]
  })

/** What is done without, said by name, as production wants it. */
const embedded = (settings: Settings) =>
  Object.entries({ OPENAI_API_KEY: 'metadata', SMTP_URL: 'mail', STRIPE_SECRET_KEY: 'billing' })
    .flatMap(([name, part]) => (settings.get(name) ? [] : [part]))
    .join(',')

export const envText = (settings: Settings) =>
  `# Made by ops/setup.ts. Keep VAULT_KEYS, AUTH_SECRET, BACKUP_CIPHER_PASS apart from backups.\n${[
    ...settings,
  ]
    .map(([name, value]) => `${name}=${value}`)
    .join('\n')}\n`
