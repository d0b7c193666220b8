/** A whole api for one test file: real HTTP on a free port, a fresh database, real clients. */
import { afterEach } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '@content/db'
import { testDatabase } from '@content/db/testing'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import type { Connection, PlanName, Platform } from '../contract/index.ts'
import { PublishRule, Registered } from '../contract/index.ts'
import type { Deps, Given } from '../src/deps.ts'
import { buildDeps } from '../src/deps.ts'
import { createApp } from '../src/http/app.ts'
import { listen } from '../src/http/listen.ts'
import { HOUR_MS } from '../src/lib/time.ts'
import type { Log } from '../src/outside/log.ts'
import { createLog } from '../src/outside/log.ts'
import { createPasswords } from '../src/outside/passwords/bcrypt.ts'
import { createRateLimits } from '../src/outside/rate-limits/create-rate-limits.ts'
import type { RateLimits } from '../src/outside/rate-limits/rate-limits.ts'
import type { AppRouter } from '../src/router.ts'
import { noJobs } from './no-jobs.ts'
import { unevenMonths } from './quota-books.ts'
import { testConfig } from './test-config.ts'

export type Client = ReturnType<typeof clientOf>
/** How a client shows who it is: a key or token, or any headers at all. */
export type Auth = string | Record<string, string> | undefined

export interface Creator {
  email: string
  password: string
  personId: string
  workspaceId: string
  token: string
  apiKey: string
  /** The session cookie, as a browser would send it back. */
  cookie: string
  /** Calls as the device. */
  key: Client
  /** Calls as the person, by JWT. */
  person: Client
  /** Calls as the person's browser, by cookie. */
  browser: Client
}

export interface Answer {
  status: number
  headers: Headers
  body: unknown
}

export interface TestApi {
  url: string
  db: Db
  deps: Deps
  /** Every line that was logged. */
  logged: string[]
  client(auth?: Auth): Client
  rest(path: string, init?: RestInit): Promise<Answer>
  creator(options?: { plan?: PlanName; email?: string }): Promise<Creator>
  connectionFor(creator: Pick<Creator, 'workspaceId'>, platform: Platform): Promise<Connection>
  /** Tells the api to stop, as a signal would: it is no longer ready, subscriptions end. */
  stop(): void
  close(): Promise<void>
}

export interface RestInit {
  method?: string
  auth?: Auth
  json?: unknown
  body?: string
  headers?: Record<string, string>
}

export interface Overrides extends Given {
  /** Settings as the environment would give them. */
  env?: Record<string, string>
  appFolder?: string
}

/** How long a `beforeAll` may take to start an api on a busy machine. */
export const START_MS = 60_000

const open = new Set<Db>()

// Whatever a test was about, it may not leave an upload counted twice or held for nobody.
afterEach(async () => {
  for (const db of open) await checkBooks(db)
})

async function checkBooks(db: Db): Promise<void> {
  const uneven = await unevenMonths(db)
  if (uneven.length > 0) throw new Error(`the quota leaks: ${JSON.stringify(uneven)}`)
}

/** Starts an api of its own; `overrides` replaces single dependencies or settings. */
export async function startApi(overrides: Overrides = {}): Promise<TestApi> {
  const { env = {}, appFolder, ...given } = overrides
  const folder = await mkdtemp(join(tmpdir(), 'content-api-'))
  const logged: string[] = []
  const listener = listen({ host: '127.0.0.1', port: 0 })
  const config = testConfig({
    PUBLIC_URL: listener.url,
    DATA_DIR: folder,
    TRUST_PROXY: '1',
    ...env,
  })
  const database = given.database ?? (await testDatabase())
  const log = createLog(line => logged.push(line))
  const { deps, close } = await buildDeps(config, {
    database,
    log,
    ...(config.redis.kind === 'memory' && { limits: await standingLimits(log, given.now) }),
    jobs: noJobs,
    // The least that bcrypt allows: tests sign up hundreds of people.
    passwords: createPasswords(4),
    ...given,
  })
  const stopping = new AbortController()
  listener.open(
    createApp({ deps, stopping: stopping.signal, appFolder: appFolder ?? join(folder, 'app') }),
  )
  open.add(database.db)
  const reach = { url: listener.url, db: database.db, deps }
  return {
    ...reach,
    logged,
    client: auth => clientOf(listener.url, auth),
    rest: (path, init) => rest(listener.url, path, init),
    creator: options => signUp(reach, options),
    connectionFor: (creator, platform) => insertConnection(deps, creator, platform),
    stop: () => stopping.abort(),
    async close() {
      open.delete(database.db)
      await listener.close(true)
      await checkBooks(database.db).finally(async () => {
        await close()
        await rm(folder, { recursive: true, force: true })
      })
    },
  }
}

/** Limits whose windows end when a test moves the clock ahead, not when the machine is slow. */
function standingLimits(log: Log, now = () => new Date()): Promise<RateLimits> {
  const startedMs = Date.now()
  let aheadMs = Number.NEGATIVE_INFINITY
  return createRateLimits({ kind: 'memory' }, log, () => {
    aheadMs = Math.max(aheadMs, now().getTime() - Date.now())
    return new Date(startedMs + aheadMs)
  })
}

function clientOf(url: string, auth?: Auth) {
  const headers = headersOf(auth)
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc`, headers })] })
}

function headersOf(auth: Auth): Record<string, string> {
  return typeof auth === 'string' ? { Authorization: `Bearer ${auth}` } : { ...auth }
}

async function rest(url: string, path: string, init: RestInit = {}): Promise<Answer> {
  const body = init.json === undefined ? init.body : JSON.stringify(init.json)
  const response = await fetch(`${url}${path}`, {
    method: init.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(init.json !== undefined && { 'Content-Type': 'application/json' }),
      ...headersOf(init.auth),
      ...init.headers,
    },
    ...(body !== undefined && { body }),
    redirect: 'manual',
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '')
  const { status, headers } = response
  return { status, headers, body: isJson && text ? JSON.parse(text) : text }
}

type Reach = Pick<TestApi, 'url' | 'db' | 'deps'>

let people = 0

/** An address nobody else in this run has, so that limits by address count each person alone. */
export const someAddress = (): string => `198.51.${(people >> 8) & 255}.${people & 255}`

async function signUp(
  { url, db }: Reach,
  { plan, email }: { plan?: PlanName; email?: string } = {},
): Promise<Creator> {
  people += 1
  const address = email ?? `creator-${people}-${crypto.randomUUID().slice(0, 8)}@example.test`
  const password = `a fine password ${people}`
  const made = await registered(url, { email: address, password })
  if (plan) {
    await db
      .updateTable('workspace')
      .set({ plan })
      .where('workspace_id', '=', made.workspaceId)
      .execute()
  }
  const browser = { Cookie: made.cookie, 'Sec-Fetch-Site': 'same-origin' }
  return {
    email: address,
    password,
    ...made,
    key: clientOf(url, made.apiKey),
    person: clientOf(url, made.token),
    browser: clientOf(url, browser),
  }
}

async function registered(url: string, json: { email: string; password: string }) {
  const headers = { 'X-Forwarded-For': someAddress() }
  const { status, body, ...answer } = await rest(url, '/api/v1/auth/register', { json, headers })
  if (status !== 200) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`)
  const { user, token, apiKey } = Registered.parse(body)
  const [cookie = ''] = (answer.headers.get('Set-Cookie') ?? '').split(';')
  const me = await clientOf(url, token).account.me.query()
  return { personId: user.id, workspaceId: me.workspace.id, token, apiKey, cookie }
}

/** A rule under which videos go out by themselves, as the platform's stand-in knows one. */
export async function ruleOf(platform: Platform): Promise<PublishRule> {
  const file = `../../ops/sandbox/${platform}/index.ts`
  const found = (await import(file)) as Record<string, { soak: { rule: object } }>
  return PublishRule.parse(found[platform]?.soak.rule)
}

async function insertConnection(
  { db, vault, now }: Deps,
  { workspaceId }: Pick<Creator, 'workspaceId'>,
  platform: Platform,
): Promise<Connection> {
  const [connectionId, at] = [crypto.randomUUID(), now()]
  const accessExpiresAt = new Date(at.getTime() + HOUR_MS).toISOString()
  const { sealed } = vault.seal(
    { workspaceId, connectionId, platform },
    {
      accessToken: `access-${connectionId}`,
      refreshToken: `refresh-${connectionId}`,
      accessExpiresAt,
      refreshExpiresAt: null,
      obtainedAt: at.toISOString(),
    },
  )
  const rule = await ruleOf(platform)
  const shown = { platform, label: `A ${platform} channel`, handle: `@${platform}` }
  const row = {
    ...shown,
    workspace_id: workspaceId,
    connection_id: connectionId,
    external_id: `external-${connectionId}`,
    sealed,
    access_expires_at: accessExpiresAt,
    rule: JSON.stringify(rule),
    connected_at: at,
  }
  await db.insertInto('connection').values(row).execute()
  return {
    ...shown,
    id: connectionId,
    externalId: row.external_id,
    state: 'live',
    lostReason: null,
    rule,
    connectedAt: at.toISOString(),
  }
}
