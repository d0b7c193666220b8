import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { traitsOf } from '../../../api/contract/index.ts'
import { STAND_INS } from '../../sandbox/index.ts'
import { createDatabase, type Database } from '../../services.ts'
import {
  eachLine,
  type Lines,
  leadTo,
  openLines,
  PLATFORM_NAMES,
  type PlatformName,
  sandboxOrigins,
} from '../network/lines.ts'
import { type Creator, signUpCreator } from './creator.ts'
import { makeVictim, type Victim } from './victim.ts'

export interface WorldOptions {
  /** A Postgres server where a database of our own may be made. */
  serverUrl: string
  seed: number
  /** Another agent than the one in this tree: one that was broken on purpose. */
  agentCli?: string
  isKept?: boolean
  /** Where videos go; all platforms when left out. */
  platforms?: readonly PlatformName[]
}

/** A real agent, a real api on real Postgres and real sandboxes, with bad lines between them. */
export interface World {
  dir: string
  home: string
  watchDir: string
  processedDir: string
  /** Lines that the agent uses; faults belong here. */
  lines: Lines
  /** Lines that never fail, for the api and for us. */
  plain: Lines
  victims: Record<Victim['name'], Victim>
  creator: Creator
  database: Database
  agentLife: { args: string[]; env: Record<string, string> }
  close(): Promise<void>
}

/** Named by process, so that it can be seen what each left behind. */
export const FOLDER_PREFIX = `content-soak-${process.pid}-`

const AGENT_CLI = 'agent/src/cli.ts'
const WATCH = ['watch', '--quiet', '0.2', '--sweep', '2']

/** Starts everything on free ports in a temporary folder; `close` leaves nothing behind. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const dir = mkdtempSync(join(tmpdir(), FOLDER_PREFIX))
  const closing: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).toReversed()) await end()
    if (!options.isKept) rmSync(dir, { recursive: true, force: true })
  }
  try {
    const database = await createDatabase(options.serverUrl)
    closing.push(database.close)
    const lines = await openLines(options.seed)
    const plain = await openLines(options.seed)
    for (const line of [...eachLine(lines), ...eachLine(plain)]) closing.push(line.close)
    const place = { dir, lines, plain, database }
    const { sandbox, api } = servers(place)
    for (const victim of [sandbox, api]) {
      closing.push(victim.kill)
      await victim.start()
    }
    const creator = await signUpCreator(plain.api.origin)
    await Promise.all(
      PLATFORM_NAMES.map(name => settle(plain[name].origin, STAND_INS[name].soak.settings)),
    )
    const { agent, life, ...folders } = agentOf({ ...place, creator }, options)
    closing.push(agent.kill)
    await agent.start()
    const victims = { agent, api, sandbox }
    return { ...folders, ...place, victims, creator, agentLife: life, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** As many videos a day as there can be, where a platform counts them. */
const UNLIMITED = Object.fromEntries(
  PLATFORM_NAMES.flatMap(it => traitsOf(it).dailySlots ?? []).map(it => [it.setting, '1000000']),
)

type Place = Pick<World, 'dir' | 'lines' | 'plain' | 'database'>

function servers({ dir, lines, plain, database }: Place): { sandbox: Victim; api: Victim } {
  const sandboxLife = { args: ['ops/sandbox/main.ts', '--data', join(dir, 'sandbox')], env: {} }
  const sandbox = makeVictim('sandbox', sandboxLife, async program => {
    const ready = await program.line(line => line.startsWith('{"origins"'))
    const { origins } = JSON.parse(ready) as { origins: Record<string, string> }
    for (const name of PLATFORM_NAMES) {
      for (const line of [lines[name], plain[name]]) leadTo(line, origins[name] ?? '')
    }
  })
  const apiEnv = {
    PORT: '0',
    PUBLIC_URL: plain.api.origin,
    DATA_DIR: join(dir, 'api'),
    DATABASE_URL: database.url,
    SIGNUP_PLAN: 'enterprise',
    ...UNLIMITED,
    SANDBOX_ORIGINS: sandboxOrigins(plain),
  }
  const api = makeVictim('api', { args: ['api/src/main.ts'], env: apiEnv }, async program => {
    const ready = await program.line(line => line.includes('"ready"'))
    const { url } = JSON.parse(ready) as { url: string }
    for (const line of [lines.api, plain.api]) leadTo(line, url)
  })
  return { sandbox, api }
}

function agentOf({ dir, lines, creator }: Place & { creator: Creator }, options: WorldOptions) {
  const { agentCli: cli = AGENT_CLI, platforms = PLATFORM_NAMES } = options
  const wanted = PLATFORM_NAMES.map(name => [`upload_to_${name}`, platforms.includes(name)])
  const home = join(dir, 'home')
  const watchDir = join(dir, 'watch')
  const processedDir = join(dir, 'processed')
  for (const folder of [home, watchDir]) mkdirSync(folder)
  const config = {
    ...{ watch_dir: watchDir, processed_dir: processedDir, hardware_encoding: false },
    ...Object.fromEntries(wanted),
  }
  writeFileSync(join(home, 'config.json'), JSON.stringify(config))
  const env = {
    HOME: dir,
    CONTENT_CREATION_HOME: home,
    BACKEND_API_URL: lines.api.origin,
    CONTENT_CREATION_API_KEY: creator.apiKey,
    SANDBOX_ORIGINS: sandboxOrigins(lines),
  }
  const life = { args: [cli], env }
  // Killed while it starts is a moment like any other, so nothing is waited for.
  const agent = makeVictim('agent', { args: [cli, ...WATCH], env }, async () => {})
  return { home, watchDir, processedDir, agent, life }
}

async function settle(origin: string, settings: object): Promise<void> {
  const url = `${origin}/_sandbox/settings`
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(settings) })
  if (!answer.ok) throw new Error(`The sandbox's settings were refused: ${answer.status}`)
}
