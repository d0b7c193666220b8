import { z } from 'zod'
import type { Platform } from '../contract/index.ts'
import { definitionOf, forEachPlatform, PLATFORMS, PlanName } from '../contract/index.ts'
import {
  APP_SETTINGS,
  dailySlotsOf,
  type PlatformConfig,
  platformOf,
  SLOT_SETTINGS,
} from './config-platforms.ts'
import { EMBEDDED, split, unfitForProduction } from './config-production.ts'
import { BUCKET_KEYS, type TombstoneConfig, tombstonesOf } from './config-tombstones.ts'
import { isDsn, type Watching, watchingOf } from './config-watching.ts'
import { isThisMachine } from './lib/safe-line.ts'

export type { PlatformConfig } from './config-platforms.ts'
export type Env = Record<string, string | undefined>

/** Stripe, or a stand-in at `origin`; off = everybody stays on the plan they have. */
export type BillingConfig =
  | { kind: 'stripe'; secretKey: string; webhookSecret: string | null; origin: string | null }
  | { kind: 'off' }

/** Everything that the environment decides, grouped; what can differ in kind is a union. */
export interface Config extends Watching {
  mode: 'development' | 'production'
  /** Where people and platforms reach us, without a trailing slash. */
  publicUrl: string
  host: string
  port: number
  dataFolder: string
  /** How we stop: for how long we go on serving, and when what is under way is cut off. */
  stop: { drainSeconds: number; graceSeconds: number }
  /** Where the built public site lies; null = the dashboard is all there is. */
  siteFolder: string | null
  /** How many proxies of ours stand in front; 0 = the socket's address is the caller's. */
  trustedProxies: number
  signupPlan: PlanName
  /** The addresses of those who run the service, in lower case. */
  operators: string[]
  authSecret: string
  /** Fernet keys: the first seals, all open. */
  vaultKeys: string[]
  /** By which names people and platforms may call us, without a port. */
  hosts: string[]
  /** `sessionUrl` leads past a pooler, for what holds on to its session; null = `url` does. */
  database:
    | { kind: 'embedded'; folder: string }
    | { kind: 'postgres'; url: string; sessionUrl: string | null }
  /** Where it is kept who was deleted, apart from the database, for when that is restored. */
  tombstones: TombstoneConfig
  redis: { kind: 'memory' } | { kind: 'redis'; url: string }
  /** `model` null = the best that the provider has. */
  openai:
    | { kind: 'offline' }
    | { kind: 'model'; key: string; baseUrl: string; model: string | null }
  /** `from` is the address that mails come from. */
  mail: { from: string } & ({ kind: 'outbox'; folder: string } | { kind: 'smtp'; url: string })
  /** Whether webhooks may lead to this machine: for trying them out. */
  webhooksToLoopback: boolean
  billing: BillingConfig
  platforms: Record<Platform, PlatformConfig>
  /** Who is told how far workspaces get: nobody, or a PostHog. */
  productAnalytics: { kind: 'off' } | { kind: 'posthog'; key: string; url: string }
  /** Where a password is looked up among stolen ones, five hex digits of it at a time. */
  breachedPasswords: { kind: 'off' } | { kind: 'range'; url: string }
  /** Other sites whose pages may call the API with a key or token; never with our cookie. */
  corsOrigins: string[]
  /** How many videos a day a platform lets our project begin, where it counts them. */
  dailySlots: Partial<Record<Platform, number>>
}

/** Gives a secret that development makes once and keeps; production never asks. */
export type KeepSecret = (dataFolder: string, name: 'auth-secret' | 'vault-key') => string

/** Names of settings and what is wrong with each; never a value. */
export class ConfigError extends Error {
  constructor(readonly faults: Record<string, string>) {
    const lines = Object.entries(faults).map(([name, fault]) => `  ${name}: ${fault}`)
    super(['The environment is not usable.', ...lines].join('\n'))
    this.name = 'ConfigError'
  }
}

/** Reads the whole environment, or throws a ConfigError that names every fault at once. */
export function loadConfig(environment: Env, keep: KeepSecret): Config {
  // An empty variable is how compose files and shells say "not set".
  const env = Object.fromEntries(Object.entries(environment).filter(([, value]) => value))
  const parsed = Environment.safeParse(env)
  const faults = { ...contradictions(env), ...malformed(parsed.error) }
  if (!parsed.success || Object.keys(faults).length > 0) throw new ConfigError(faults)
  return grouped(parsed.data, keep)
}

function malformed(error: z.ZodError | undefined): Record<string, string> {
  return Object.fromEntries(
    (error?.issues ?? []).map(issue => [String(issue.path[0] ?? 'environment'), 'malformed']),
  )
}

const SANDBOXES = [...PLATFORMS, 'openai', 'stripe'] as const
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const EVERYWHERE = ['0.0.0.0', '::']

const urlOf = (...protocols: string[]) =>
  z.string().refine(text => URL.canParse(text) && protocols.includes(new URL(text).protocol))
/** An address that we speak to: production wants nobody to read along. */
const line = (...protocols: string[]) =>
  urlOf(...protocols)
    .optional()
    .meta({ isLine: true })
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z.string().transform(split).pipe(z.array(item))
const whole = (max: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(max))
const isOrigin = (url: string) => URL.canParse(url) && new URL(url).origin === url
const isLoopback = (url: string) => isThisMachine(new URL(url).hostname)

const SandboxOrigin = z
  .string()
  .transform(text => {
    const [name = '', origin = ''] = text.split('=')
    return { name, origin }
  })
  .refine(({ name }) => SANDBOXES.some(known => known === name))
  .refine(({ origin }) => URL.canParse(origin) && isLoopback(origin))
const SandboxOrigins = list(SandboxOrigin).transform(
  all => new Map(all.map(({ name, origin }) => [name, new URL(origin).origin])),
)

const Secret = z.string().min(32)
const Text = z.string().optional()

const Environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  EMBEDDED: list(z.enum(Object.values(EMBEDDED))).default([]),
  PUBLIC_URL: urlOf('http:', 'https:').optional(),
  HOST: Text,
  PORT: whole(65_535).default(8787),
  DATA_DIR: z.string().default('.data'),
  DRAIN_SECONDS: whole(300).optional(),
  GRACE_SECONDS: whole(3600).default(25),
  SITE_FOLDER: Text,
  TRUST_PROXY: whole(10).default(0),
  SIGNUP_PLAN: PlanName.default('free'),
  OPERATORS: list(z.email().toLowerCase()).default([]),
  AUTH_SECRET: Secret.optional(),
  VAULT_KEYS: list(z.string().regex(/^[A-Za-z0-9_-]{43}=$/)).optional(),
  METRICS_TOKEN: Secret.optional(),
  SENTRY_DSN: line('http:', 'https:').refine(text => text === undefined || isDsn(text)),
  SENTRY_RELEASE: Text,
  PLAIN_TEXT_HOSTS: list(z.string().regex(/^[\w.:[\]-]+$/)).default([]),
  DATABASE_URL: line('postgres:', 'postgresql:'),
  DATABASE_SESSION_URL: line('postgres:', 'postgresql:'),
  TOMBSTONES_URL: urlOf('s3:').optional(),
  BUCKET_ENDPOINT: line('http:', 'https:'),
  BUCKET_REGION: z.string().default('us-east-1'),
  BUCKET_KEY_ID: Text,
  BUCKET_SECRET_KEY: Text,
  REDIS_URL: line('redis:', 'rediss:'),
  OPENAI_API_KEY: Text,
  OPENAI_BASE_URL: line('http:', 'https:'),
  OPENAI_MODEL: Text,
  SMTP_URL: line('smtp:', 'smtps:'),
  MAIL_FROM: z.email().optional(),
  WEBHOOKS_TO_LOOPBACK: z.enum(['yes', 'no']).default('no'),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[sr]k_(test|live)_\w+$/)
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/)
    .optional(),
  PLATFORMS: list(z.enum(PLATFORMS)).default([...PLATFORMS]),
  SANDBOX_ORIGINS: SandboxOrigins.default(new Map()),
  ...APP_SETTINGS,
  BREACHED_PASSWORDS_URL: line('http:', 'https:'),
  POSTHOG_KEY: Text,
  POSTHOG_URL: line('http:', 'https:'),
  CORS_ORIGINS: list(urlOf('http:', 'https:').refine(isOrigin)).default([]),
  ...SLOT_SETTINGS,
})
type Environment = z.infer<typeof Environment>

/** Every setting there is, by name. */
export const SETTINGS: readonly string[] = Object.keys(Environment.shape)

/** The settings that say whom we speak to. */
export const LINES: readonly string[] = Object.entries(Environment.shape).flatMap(([name, type]) =>
  type.meta()?.isLine ? name : [],
)

/** What no single setting shows: halves of a pair, and all that production wants or refuses. */
function contradictions(env: Env): Record<string, string> {
  const isProduction = env.NODE_ENV === 'production'
  const offered = env.PLATFORMS ? split(env.PLATFORMS) : [...PLATFORMS]
  const missing = PLATFORMS.flatMap(platform => {
    const { app } = definitionOf(platform)
    const pair = [app.id, app.secret]
    const isWanted = isProduction && offered.includes(platform)
    return isWanted || pair.some(name => env[name]) ? pair.filter(name => !env[name]) : []
  })
  if (env.DATABASE_SESSION_URL && !env.DATABASE_URL) missing.push('DATABASE_URL')
  if (env.TOMBSTONES_URL) missing.push(...BUCKET_KEYS.filter(name => !env[name]))
  const faults = Object.fromEntries(missing.map(name => [name, 'missing']))
  return isProduction ? { ...faults, ...unfitForProduction(env, LINES) } : faults
}

function grouped(env: Environment, keep: KeepSecret): Config {
  const isProduction = env.NODE_ENV === 'production'
  const folder = env.DATA_DIR
  return {
    mode: isProduction ? 'production' : 'development',
    publicUrl: publicUrlOf(env),
    host: env.HOST ?? (isProduction ? '0.0.0.0' : '127.0.0.1'),
    port: env.PORT,
    dataFolder: folder,
    stop: stopOf(env),
    siteFolder: env.SITE_FOLDER ?? null,
    trustedProxies: env.TRUST_PROXY,
    signupPlan: env.SIGNUP_PLAN,
    operators: env.OPERATORS,
    authSecret: env.AUTH_SECRET ?? keep(folder, 'auth-secret'),
    vaultKeys: env.VAULT_KEYS ?? [keep(folder, 'vault-key')],
    ...watchingOf(env),
    hosts: hostsOf(env),
    database: env.DATABASE_URL
      ? { kind: 'postgres', url: env.DATABASE_URL, sessionUrl: env.DATABASE_SESSION_URL ?? null }
      : { kind: 'embedded', folder: `${folder}/database` },
    tombstones: tombstonesOf(env),
    redis: env.REDIS_URL ? { kind: 'redis', url: env.REDIS_URL } : { kind: 'memory' },
    openai: openaiOf(env),
    mail: mailOf(env),
    webhooksToLoopback: env.WEBHOOKS_TO_LOOPBACK === 'yes',
    billing: billingOf(env),
    platforms: forEachPlatform(platform => platformOf(env, platform)),
    breachedPasswords: env.BREACHED_PASSWORDS_URL
      ? { kind: 'range', url: env.BREACHED_PASSWORDS_URL.replace(/\/+$/, '') }
      : { kind: 'off' },
    productAnalytics: env.POSTHOG_KEY
      ? { kind: 'posthog', key: env.POSTHOG_KEY, url: env.POSTHOG_URL ?? POSTHOG_EUROPE }
      : { kind: 'off' },
    corsOrigins: env.CORS_ORIGINS,
    dailySlots: dailySlotsOf(env),
  }
}

/** Whoever sends us people in production learns only after a while that we are to get no more. */
function stopOf({ DRAIN_SECONDS, GRACE_SECONDS: graceSeconds, NODE_ENV }: Environment) {
  const drainSeconds = DRAIN_SECONDS ?? (NODE_ENV === 'production' ? 5 : 0)
  return { drainSeconds: Math.min(drainSeconds, graceSeconds), graceSeconds }
}

/** Any other name may be a stranger’s, made to lead here so that their page reads our answers. */
function hostsOf(env: Environment): string[] {
  const { hostname } = new URL(publicUrlOf(env))
  if (env.NODE_ENV === 'production') return [hostname]
  const listening = env.HOST && !EVERYWHERE.includes(env.HOST) ? [env.HOST] : []
  return [...new Set([hostname, ...LOOPBACK, ...listening])]
}

function mailOf(env: Environment): Config['mail'] {
  const { hostname } = new URL(publicUrlOf(env))
  const from = env.MAIL_FROM ?? `no-reply@${hostname}`
  return env.SMTP_URL
    ? { kind: 'smtp', from, url: env.SMTP_URL }
    : { kind: 'outbox', from, folder: `${env.DATA_DIR}/outbox` }
}

const publicUrlOf = (env: Environment) =>
  (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')

function openaiOf(env: Environment): Config['openai'] {
  const sandbox = env.SANDBOX_ORIGINS.get('openai')
  const key = env.OPENAI_API_KEY ?? (sandbox && 'sandbox-openai-key')
  if (!key) return { kind: 'offline' }
  const sandboxUrl = sandbox && `${sandbox}/v1`
  const baseUrl = env.OPENAI_BASE_URL ?? sandboxUrl ?? 'https://api.openai.com/v1'
  return { kind: 'model', key, baseUrl, model: env.OPENAI_MODEL ?? null }
}

function billingOf(env: Environment): BillingConfig {
  const origin = env.SANDBOX_ORIGINS.get('stripe') ?? null
  const stand = origin === null ? {} : SANDBOX_STRIPE
  const secretKey = env.STRIPE_SECRET_KEY ?? stand.secretKey
  if (!secretKey) return { kind: 'off' }
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET ?? stand.webhookSecret ?? null
  return { kind: 'stripe', secretKey, webhookSecret, origin }
}

const POSTHOG_EUROPE = 'https://eu.i.posthog.com'

/** What the stand-in on this machine is called with; no secret anywhere else. */
const SANDBOX_STRIPE: { secretKey?: string; webhookSecret?: string } = {
  secretKey: 'sk_test_sandbox',
  webhookSecret: 'whsec_sandbox',
}
