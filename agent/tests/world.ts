import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection, Platform, PublishRule } from '@content/api/contract'
import { PLATFORMS } from '@content/api/contract'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { testDatabase } from '../../db/testing.ts'
import { answerConsent } from '../../ops/sandbox/kit/answer-consent.ts'
import type { Status, VideoStatus } from '../src/status/status.ts'
import { type Program, start } from './processes.ts'

/** Real sandboxes, a real api and one signed-up creator; each agent in it has its own folders. */
export interface World {
  dir: string
  apiUrl: string
  origins: Record<Platform | 'openai' | 'stripe', string>
  creator: { token: string; apiKey: string; email: string }
  signUp(): Promise<World['creator']>
  /** The key of another device of the first creator. */
  addDevice(name: string): Promise<string>
  /** Consents with the account of this id at the stand-in; without one, with its first. */
  connect(
    platform: Platform,
    creator?: World['creator'],
    choice?: { account?: string; captions?: boolean },
  ): Promise<Connection>
  rule(connection: Connection, rule: PublishRule, creator?: World['creator']): Promise<void>
  ledger(platform: Platform): Promise<Ledger>
  fault(platform: Platform, rule: object): Promise<void>
  clearFaults(): Promise<void>
  agent(options?: AgentOptions): Agent
  accessToken(platform: Platform): Promise<string>
  /** Restarts the server, with this SQL done in between. */
  whileServerIsDown(change: string): Promise<void>
  close(): Promise<void>
}

export interface Ledger {
  publications: {
    remoteId: string
    accountId: string
    sha256: string
    title: string
    text: string
    privacy: string
    url: string
  }[]
  requests: { method: string; path: string; status: number }[]
}

export interface AgentOptions {
  apiKey?: string
  env?: Record<string, string>
  config?: Record<string, unknown>
}

export interface Agent {
  home: string
  watchDir: string
  processedDir: string
  env: Record<string, string>
  /** Runs a command to its end. */
  run(args: string[], stdin?: string): Promise<{ code: number; text: string }>
  /** Starts a command and leaves it running. */
  start(...args: string[]): Program
  status(): Promise<Status>
  /** Asks for the status until it fits; throws, with what was seen, when it does not come. */
  until(fits: (videos: VideoStatus[]) => boolean): Promise<VideoStatus[]>
}

export const PASSWORD = 'correct horse battery'
/** Shorter than a test may take, so that it is said what was seen instead. */
const LONGEST_WAIT_MS = 90_000

/** What differs for a server that speaks to some platforms themselves. */
export interface Real {
  /** No stand-in is named to the server for these. */
  real: Platform[]
  env: Record<string, string>
}

/** Starts everything on free ports in a temporary folder. */
export async function startWorld(
  plan = 'pro',
  beside: (origins: World['origins']) => Real | Promise<Real> = () => ({ real: [], env: {} }),
): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), 'agent-world-'))
  const programs: Program[] = []
  const database = await openDatabase(join(dir, 'api', 'database'))
  const close = async () => {
    await Promise.all(programs.map(program => program.kill()))
    await database.close()
    rmSync(dir, { recursive: true, force: true })
  }
  try {
    const sandboxes = start(['ops/sandbox/main.ts', '--data', join(dir, 'sandbox')], {})
    programs.push(sandboxes)
    const { origins } = JSON.parse(await sandboxes.line(line => line.startsWith('{"origins"')))
    const { real, env } = await beside(origins)
    const startApi = async (port: string) => {
      const api = start(['api/src/main.ts'], {
        PORT: port,
        DATA_DIR: join(dir, 'api'),
        SIGNUP_PLAN: plan,
        SANDBOX_ORIGINS: originList(origins, real),
        ...database.env,
        ...env,
      })
      programs.push(api)
      const ready = await api.line(line => line.includes('"ready"'))
      return { api, url: String(JSON.parse(ready).url) }
    }
    const { url, ...first } = await startApi('0')
    const world = worldOf({ dir, apiUrl: url, origins, programs, close })
    let { api } = first
    world.whileServerIsDown = async change => {
      await api.stop()
      await database.change(change)
      api = (await startApi(new URL(url).port)).api
    }
    world.creator = await world.signUp()
    return world
  } catch (error) {
    await close()
    throw error
  }
}

/** A real one of this world's own, where there is a server for it: that starts sooner. */
async function openDatabase(folder: string) {
  if (process.env.DATABASE_URL) {
    const { url, close } = await testDatabase()
    const change = async (statements: string) => {
      const client = new pg.Client({ connectionString: url ?? '' })
      await client.connect()
      await client.query(statements)
      await client.end()
    }
    return { env: { DATABASE_URL: url ?? '' }, change, close }
  }
  const change = async (statements: string) => {
    // It takes one process at a time.
    const database = new PGlite(folder)
    await database.exec(statements)
    await database.close()
  }
  return { env: {}, change, close: async () => {} }
}

const originList = (origins: Record<string, string>, without: readonly string[]) =>
  Object.entries(origins)
    .filter(([name]) => !without.includes(name))
    .map(([name, origin]) => `${name}=${origin}`)
    .join(',')

type Parts = Pick<World, 'dir' | 'apiUrl' | 'origins' | 'close'> & { programs: Program[] }

function worldOf(parts: Parts): World {
  const { apiUrl, origins } = parts
  const post = async (path: string, body: unknown, token: string) => {
    const answer = await fetch(`${apiUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return JSON.parse(text)
  }
  const world: World = {
    ...parts,
    creator: { token: '', apiKey: '', email: '' },
    async signUp() {
      const email = `creator-${crypto.randomUUID()}@example.com`
      const body = { email, password: PASSWORD }
      const { token, apiKey } = await post('/api/v1/auth/register', body, '')
      return { token, apiKey, email }
    },
    async addDevice(device) {
      const body = { email: world.creator.email, password: PASSWORD, device }
      return (await post('/api/v1/auth/login', body, '')).apiKey
    },
    async connect(platform, creator = world.creator, { account, captions = false } = {}) {
      const path = `/api/v1/oauth/${platform}`
      const { authorizationUrl } = await post(`${path}/initiate`, { captions }, creator.token)
      const back = await consentAt(origins[platform], authorizationUrl, account)
      return post(`${path}/callback`, back, creator.token)
    },
    async rule(connection, rule, creator = world.creator) {
      const body = { connectionId: connection.id, rule }
      await post('/trpc/connection.saveRule', body, creator.token)
    },
    async ledger(platform) {
      const answer = await fetch(`${origins[platform]}/_sandbox/ledger`)
      return (await answer.json()) as Ledger
    },
    async fault(platform, rule) {
      const url = `${origins[platform]}/_sandbox/faults`
      const answer = await fetch(url, { method: 'POST', body: JSON.stringify(rule) })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async clearFaults() {
      const clear = (platform: Platform) =>
        fetch(`${origins[platform]}/_sandbox/faults`, { method: 'DELETE' })
      await Promise.all(PLATFORMS.map(clear))
    },
    async accessToken(platform) {
      const url = `${apiUrl}/api/v1/oauth/${platform}/credentials`
      const headers = { 'x-api-key': world.creator.apiKey }
      const grant = await (await fetch(url, { headers })).json()
      return String((grant as { accessToken: unknown }).accessToken)
    },
    whileServerIsDown: () => Promise.reject(new Error('The server is not started yet.')),
    agent: options => agentOf(world, parts.programs, options ?? {}),
  }
  return world
}

/** A browser would open the platform's own page; here its stand-in always answers. */
async function consentAt(origin: string, address: string, account?: string) {
  const { pathname, search } = new URL(address)
  const page = `${origin}${pathname}${search}`
  const { searchParams } = await answerConsent(page, account ? { account } : {})
  return { code: searchParams.get('code'), state: searchParams.get('state') }
}

function agentOf(world: World, programs: Program[], options: AgentOptions): Agent {
  const base = mkdtempSync(join(world.dir, 'agent-'))
  const home = join(base, 'home')
  const watchDir = join(base, 'watch')
  const processedDir = join(base, 'processed')
  for (const folder of [home, watchDir]) mkdirSync(folder)
  const config = { watch_dir: watchDir, processed_dir: processedDir, ...options.config }
  writeFileSync(join(home, 'config.json'), JSON.stringify(config))
  const env = {
    HOME: base,
    CONTENT_CREATION_HOME: home,
    BACKEND_API_URL: world.apiUrl,
    CONTENT_CREATION_API_KEY: options.apiKey ?? world.creator.apiKey,
    ...options.env,
  }
  const begin = (args: string[], stdin?: string) => {
    const program = start(['agent/src/cli.ts', ...args], env, stdin)
    programs.push(program)
    return program
  }
  const run = async (args: string[], stdin?: string) => {
    const program = begin(args, stdin)
    return { code: await program.exited, text: program.lines.join('\n') }
  }
  const status = async () => JSON.parse((await run(['status', '--json'])).text) as Status
  let running: Program | undefined
  let hasEnded = false
  return {
    ...{ home, watchDir, processedDir, env, run, status },
    start(...args) {
      const program = begin(args)
      running = program
      hasEnded = false
      void program.exited.then(() => {
        hasEnded ||= running === program
      })
      return program
    },
    async until(fits) {
      for (const begunMs = performance.now(); ; ) {
        const isLast = hasEnded || performance.now() - begunMs > LONGEST_WAIT_MS
        const written = lastWriteIn(home)
        const { videos } = await status()
        if (fits(videos)) return videos
        const seen = JSON.stringify(videos, null, 1)
        if (isLast)
          throw new Error(`It did not come to that:\n${running?.lines.join('\n')}\n${seen}`)
        await untilWritten(home, written)
      }
    },
  }
}

/** When the journal was last written to, as the disk has it. */
function lastWriteIn(home: string): string {
  const times = ['journal.db', 'journal.db-wal'].map(name => {
    const stats = statSync(join(home, name), { bigint: true, throwIfNoEntry: false })
    return stats ? `${stats.mtimeNs}:${stats.size}` : ''
  })
  return times.join()
}

/** Asking costs a process, which on a busy machine keeps the agent from what is waited for. */
async function untilWritten(home: string, since: string): Promise<void> {
  for (let look = 0; look < 40 && lastWriteIn(home) === since; look += 1) await Bun.sleep(25)
}
