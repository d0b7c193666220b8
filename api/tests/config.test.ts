import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { definitionOf, forEachPlatform, PLATFORMS } from '../contract/index.ts'
import type { Env } from '../src/config.ts'
import { ConfigError, loadConfig, SETTINGS } from '../src/config.ts'
import { fernetKey } from '../src/lib/fernet.ts'
import { keptSecret } from '../src/outside/kept-secret.ts'
import { KEY, PRODUCTION } from './test-config.ts'

const keep = (_: string, name: string) => `kept ${name}`
const load = (env: Env = {}) => loadConfig(env, keep)

function faultsOf(env: Env): Record<string, string> {
  try {
    load(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  return {}
}

describe('in development', () => {
  test('nothing needs to be set: every part is embedded, and secrets are kept', () => {
    expect(load()).toMatchObject({
      mode: 'development',
      publicUrl: 'http://localhost:8787',
      host: '127.0.0.1',
      database: { kind: 'embedded', folder: '.data/database' },
      redis: { kind: 'memory' },
      openai: { kind: 'offline' },
      mail: { kind: 'outbox', folder: '.data/outbox', from: 'no-reply@localhost' },
      webhooksToLoopback: false,
      platforms: forEachPlatform(() => ({ kind: 'off' })),
      authSecret: 'kept auth-secret',
      vaultKeys: ['kept vault-key'],
      signupPlan: 'free',
    })
  })

  test('sandboxes on loopback stand in for platforms and for the model', () => {
    const { platforms, openai } = load({
      SANDBOX_ORIGINS: 'youtube=http://127.0.0.1:4001, openai=http://127.0.0.1:4004/',
    })
    expect(platforms.youtube).toEqual({
      kind: 'sandbox',
      origin: 'http://127.0.0.1:4001',
      clientId: 'sandbox-client',
      clientSecret: 'sandbox-secret',
    })
    expect(platforms.tiktok).toEqual({ kind: 'off' })
    expect(openai).toMatchObject({ kind: 'model', baseUrl: 'http://127.0.0.1:4004/v1' })
  })

  test('billing is off until Stripe or its stand-in is named', () => {
    expect(load().billing).toEqual({ kind: 'off' })
    expect(load({ SANDBOX_ORIGINS: 'stripe=http://127.0.0.1:4005' }).billing).toEqual({
      kind: 'stripe',
      secretKey: 'sk_test_sandbox',
      webhookSecret: 'whsec_sandbox',
      origin: 'http://127.0.0.1:4005',
    })
    expect(load({ STRIPE_SECRET_KEY: 'sk_test_1' }).billing).toEqual({
      kind: 'stripe',
      secretKey: 'sk_test_1',
      webhookSecret: null,
      origin: null,
    })
  })

  test('a sandbox anywhere else, or of something unknown, is refused', () => {
    for (const text of [
      'youtube=http://10.0.0.1:1',
      'vimeo=http://127.0.0.1:1',
      'youtube',
      'x=y',
    ]) {
      expect(faultsOf({ SANDBOX_ORIGINS: text })).toEqual({ SANDBOX_ORIGINS: 'malformed' })
    }
  })

  test('mails come from the address that was named', () => {
    expect(load({ MAIL_FROM: 'post@studio.example' }).mail.from).toBe('post@studio.example')
    expect(faultsOf({ MAIL_FROM: 'post' })).toEqual({ MAIL_FROM: 'malformed' })
  })

  test('other sites may call only when each is named by its origin', () => {
    expect(load().corsOrigins).toEqual([])
    const named = 'https://friend.example, http://localhost:3000'
    expect(load({ CORS_ORIGINS: named }).corsOrigins).toEqual(named.split(', '))
    for (const text of ['*', 'https://friend.example/', 'friend.example', 'null']) {
      expect(faultsOf({ CORS_ORIGINS: text })).toEqual({ CORS_ORIGINS: 'malformed' })
    }
  })

  test('breached passwords are asked for only when a list is named', () => {
    expect(load().breachedPasswords).toEqual({ kind: 'off' })
    const BREACHED_PASSWORDS_URL = 'https://passwords.example/'
    expect(load({ BREACHED_PASSWORDS_URL }).breachedPasswords).toEqual({
      kind: 'range',
      url: 'https://passwords.example',
    })
  })

  test('errors are told to whom a DSN names, and to nobody else', () => {
    expect(load().errors).toEqual({ kind: 'off' })
    const dsn = 'https://key@errors.example/1'
    const told = { kind: 'sentry', dsn, environment: 'production', release: '1.4.0' } as const
    expect(load({ ...PRODUCTION, SENTRY_DSN: dsn, SENTRY_RELEASE: '1.4.0' }).errors).toEqual(told)
    for (const text of ['https://errors.example/1', 'https://key@errors.example', 'errors']) {
      expect(faultsOf({ SENTRY_DSN: text })).toEqual({ SENTRY_DSN: 'malformed' })
    }
  })

  test('half a pair of credentials is a fault', () => {
    expect(faultsOf({ TIKTOK_CLIENT_KEY: 'a' })).toEqual({ TIKTOK_CLIENT_SECRET: 'missing' })
  })

  test('an empty variable counts as one that is not set', () => {
    expect(load({ DATABASE_URL: '', PORT: '' }).port).toBe(8787)
  })
})

test('every fault is told at once, by name, and no value is shown', () => {
  const env = {
    PORT: 'hunter2',
    DATABASE_URL: 'mysql://hunter2',
    REDIS_URL: 'hunter2',
    AUTH_SECRET: 'hunter2',
    VAULT_KEYS: `${KEY},hunter2`,
    SIGNUP_PLAN: 'hunter2',
    EMBEDDED: 'hunter2',
    STRIPE_SECRET_KEY: 'hunter2',
    STRIPE_WEBHOOK_SECRET: 'hunter2',
    META_APP_ID: 'hunter2',
  }
  const { META_APP_ID: _, ...wrong } = env
  expect(faultsOf(env)).toEqual({
    ...Object.fromEntries(Object.keys(wrong).map(name => [name, 'malformed'])),
    META_APP_SECRET: 'missing',
  })
  expect(() => load(env)).toThrow(ConfigError)
  expect(() => load(env)).not.toThrow(/hunter2/)
})

describe('in production', () => {
  test('everything named is enough, and is what is used', () => {
    const config = load(PRODUCTION)
    expect(config).toMatchObject({
      mode: 'production',
      publicUrl: 'https://studio.example',
      host: '0.0.0.0',
      database: { kind: 'postgres' },
      redis: { kind: 'redis' },
      mail: { kind: 'smtp', from: 'no-reply@studio.example' },
      vaultKeys: [KEY, KEY],
    })
    expect(config.platforms.youtube.kind).toBe('real')
    expect(config.platforms.tiktok.kind).toBe('off')
  })

  test('nothing is embedded and nothing made up unless asked for by name', () => {
    expect(Object.keys(faultsOf({ NODE_ENV: 'production' })).sort()).toEqual(
      [
        'AUTH_SECRET',
        'DATABASE_URL',
        ...PLATFORMS.flatMap(it => [definitionOf(it).app.id, definitionOf(it).app.secret]),
        'OPENAI_API_KEY',
        'PUBLIC_URL',
        'REDIS_URL',
        'SMTP_URL',
        'STRIPE_SECRET_KEY',
        'TRUST_PROXY',
        'VAULT_KEYS',
      ].sort(),
    )
    const { DATABASE_URL: _, REDIS_URL: __, ...rest } = PRODUCTION
    expect(load({ ...rest, EMBEDDED: 'database, limits' }).database.kind).toBe('embedded')
    expect(Object.keys(faultsOf({ ...rest, EMBEDDED: 'limits' }))).toEqual(['DATABASE_URL'])
  })

  test('money is taken only where what Stripe tells us can be checked', () => {
    const { STRIPE_WEBHOOK_SECRET: _, ...rest } = PRODUCTION
    expect(faultsOf(rest)).toEqual({ STRIPE_WEBHOOK_SECRET: 'missing' })
    const { STRIPE_SECRET_KEY: __, ...none } = rest
    expect(Object.keys(faultsOf(none))).toEqual(['STRIPE_SECRET_KEY'])
    expect(load({ ...none, EMBEDDED: 'billing' }).billing).toEqual({ kind: 'off' })
    expect(load(PRODUCTION).billing).toMatchObject({ origin: null })
  })

  test('how many proxies stand in front is said, be it none', () => {
    const { TRUST_PROXY: _, ...rest } = PRODUCTION
    expect(Object.keys(faultsOf(rest))).toEqual(['TRUST_PROXY'])
    expect(load({ ...rest, TRUST_PROXY: '0' }).trustedProxies).toBe(0)
  })

  test('figures are read with a token or by nobody, and only our own name is answered', () => {
    expect(load(PRODUCTION).metrics).toEqual({ kind: 'off' })
    const token = 'm'.repeat(32)
    expect(load({ ...PRODUCTION, METRICS_TOKEN: token }).metrics).toEqual({ kind: 'token', token })
    expect(load(PRODUCTION).hosts).toEqual(['studio.example'])
    expect(load().hosts).toEqual(['localhost', '127.0.0.1', '[::1]'])
    expect(load({ HOST: '192.168.1.7' }).hosts).toContain('192.168.1.7')
  })

  test('sandboxes, plain http and unchecked certificates are refused', () => {
    const env = {
      ...PRODUCTION,
      PUBLIC_URL: 'http://studio.example',
      SANDBOX_ORIGINS: 'youtube=http://127.0.0.1:1',
      WEBHOOKS_TO_LOOPBACK: 'yes',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    }
    expect(Object.keys(faultsOf(env)).sort()).toEqual([
      'NODE_TLS_REJECT_UNAUTHORIZED',
      'PUBLIC_URL',
      'SANDBOX_ORIGINS',
      'WEBHOOKS_TO_LOOPBACK',
    ])
  })
})

describe('a secret that development keeps', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'content-kept-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is made once, for its owner alone, and can be a vault key', async () => {
    const first = keptSecret(folder, 'vault-key')
    expect(keptSecret(folder, 'vault-key')).toBe(first)
    expect(fernetKey(first)).not.toBeNull()
    expect(keptSecret(folder, 'auth-secret')).not.toBe(first)
    const { mode } = await stat(join(folder, 'vault-key'))
    if (process.platform !== 'win32') expect(mode & 0o777).toBe(0o600)
  })
})

describe('the example of an environment', () => {
  const example = readFileSync(join(import.meta.dir, '../../.env.example'), 'utf8')
  const lines = example.split('\n')
  const nameIn = (line: string | undefined) => /^# ([A-Z_]+)=/.exec(line ?? '')?.[1]
  const named = lines.flatMap(line => nameIn(line) ?? [])

  test('names every setting once, and nothing that is none', () => {
    expect(named).toEqual([...new Set(named)])
    expect(named.toSorted()).toEqual([...SETTINGS].toSorted())
  })

  test('says of each in one line what it is for', () => {
    for (const [index, line] of lines.entries()) {
      if (nameIn(line) === undefined) continue
      const [comment = '', before] = [lines[index - 1], lines[index - 2]]
      expect(comment).toMatch(/^# \S.{8,}\.$/)
      expect(before === '' || nameIn(before) !== undefined).toBe(true)
    }
  })

  test('sets nothing by itself, and shows values that would be taken', () => {
    expect(lines.every(line => line === '' || line.startsWith('# '))).toBe(true)
    const shown = lines.flatMap(line => {
      const [, name, value] = /^# ([A-Z_]+)=(.+)$/.exec(line) ?? []
      return name && value ? [[name, value]] : []
    })
    expect(faultsOf(Object.fromEntries(shown))).toEqual({})
    expect(shown.length).toBeGreaterThan(15)
  })
})
