/** `bun run start`: everything on this machine, from nothing to a published video. */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readCommandLine } from './command-line.ts'
import {
  type AgentPlace,
  approvalHint,
  approveAsDemoCreator,
  firstOutcome,
  followAgent,
  startAgent,
} from './start/agent.ts'
import { publishedLine, refusalLines } from './start/agent-status.ts'
import { buildApp } from './start/build-app.ts'
import { type Family, firstJson, makeFamily } from './start/children.ts'
import { demoCreator } from './start/demo-creator.ts'
import { freePort } from './start/free-port.ts'
import { HELP, type Options, readOptions } from './start/options.ts'
import { ensureSample } from './start/sample.ts'

const ROOT = join(import.meta.dir, '..')
/** What the api takes for the sandbox's signature when it is told of no other. */
const STRIPE_SECRET = 'whsec_sandbox'
const USUAL_PORT = 8787
/** What `content` exits with when it waits for its creator. */
const NEEDS_A_PERSON = 3
const say = (line: string) => console.log(line)

await main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  const options = readCommandLine(HELP, () => readOptions(args))
  if (options === 'help') return say(HELP)
  const family = makeFamily()
  let isStopping = false
  const stop = async (code: number) => {
    if (isStopping) return
    isStopping = true
    await family.stopAll()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      say('\nStopping everything…')
      void stop(signal === 'SIGINT' ? 130 : 143)
    })
  }
  try {
    const code = await start(options, family)
    if (!isStopping) await stop(code)
  } catch (error) {
    if (isStopping) return
    console.error(error instanceof Error ? error.message : error)
    await stop(1)
  }
}

async function start(options: Options, family: Family): Promise<number> {
  mkdirSync(options.dataFolder, { recursive: true })
  if (options.video && !(await Bun.file(options.video).exists())) {
    throw new Error(`There is no file ${options.video}.`)
  }
  mkdirSync(options.watchFolder, { recursive: true })
  await buildApp(say)
  const origins = await startSandboxes(options, family)
  const { url, publicUrl } = await startServer(options, family, origins)
  say('Signing the demo creator in and connecting three sandbox channels…')
  const creator = await demoCreator(url, options.dataFolder)
  for (const [platform, label] of Object.entries(creator.channels)) say(`  ${platform}: ${label}`)
  if (!options.video) {
    const sample = await ensureSample(options.watchFolder)
    if (sample) say(`Put a sample video into ${options.watchFolder}: ${sample}`)
  }
  say(`\nDashboard   ${publicUrl}\nSign in     ${creator.email} / ${creator.password}`)
  for (const [name, origin] of Object.entries(origins)) say(`${name.padEnd(12)}${origin}`)
  const place: AgentPlace = {
    family,
    home: join(options.dataFolder, 'agent'),
    watchFolder: options.watchFolder,
    env: {
      BACKEND_API_URL: url,
      CONTENT_CREATION_API_KEY: creator.apiKey,
      SANDBOX_ORIGINS: originList(origins),
    },
  }
  if (!options.video || !options.isOnce) {
    const until = options.isOnce ? ' until a video of it is published' : ''
    say(`\nWatching ${options.watchFolder}${until}. Drop a video there. Ctrl-C stops.\n`)
  }
  return options.isOnce ? publishOnce(options, place) : watchForever(options, place)
}

async function publishOnce(options: Options, place: AgentPlace): Promise<number> {
  const command = options.video ? ['publish', options.video] : ['watch']
  const isWanted = (path: string) =>
    options.video ? path === options.video : dirname(path) === options.watchFolder
  for (let approvals = 0; ; ) {
    const before = approvals
    const agent = await startAgent(place, command)
    const statuses = followAgent(agent, say, async (video, it) => {
      say(`  ${await approveAsDemoCreator(place, video, it)}`)
      approvals += 1
    })
    const end = await firstOutcome(statuses, isWanted)
    if (end) return told(end)
    // It leaves when only a person can go on, perhaps just before that person had answered.
    if ((await agent.process.exited) === NEEDS_A_PERSON && approvals > before) continue
    throw new Error(`The agent stopped before anything was published.\n${agent.complaint()}`)
  }
}

function told({ video, outcome }: NonNullable<Awaited<ReturnType<typeof firstOutcome>>>): number {
  if (outcome === 'published') {
    say(publishedLine(video))
    return 0
  }
  for (const line of refusalLines(video)) console.error(line)
  return 1
}

async function watchForever(options: Options, place: AgentPlace): Promise<number> {
  const agent = await startAgent(place, ['watch'])
  if (options.video) await startAgent(place, ['publish', options.video])
  const statuses = followAgent(agent, say, async (video, it) => say(approvalHint(place, video, it)))
  for await (const _ of statuses);
  throw new Error(`The agent stopped.\n${agent.complaint()}`)
}

type Origins = Record<string, string>
function originList(origins: Origins): string {
  return Object.entries(origins)
    .map(([name, origin]) => `${name}=${origin}`)
    .join(',')
}

async function startSandboxes(options: Options, family: Family): Promise<Origins> {
  say('Starting the sandboxes of YouTube, Instagram and TikTok…')
  const script = join(ROOT, 'ops/sandbox/main.ts')
  const folder = join(options.dataFolder, 'sandbox')
  const command = [process.execPath, script, '--data', folder]
  const { origins } = await firstJson(family.begin('The sandboxes', command, {}), 'origins')
  const { openai: _, ...platforms } = origins as Origins
  return platforms
}

interface Server {
  /** Where programs on this machine reach it. */
  url: string
  /** Where people do; cookies and the platforms' way back belong to this name. */
  publicUrl: string
}

async function startServer(options: Options, family: Family, origins: Origins): Promise<Server> {
  say('Starting the server…')
  const port = options.port ?? (await freePort(USUAL_PORT))
  const watch = options.isDev ? ['--watch'] : []
  const command = [process.execPath, ...watch, join(ROOT, 'api/src/main.ts')]
  const server = family.begin('The server', command, {
    PORT: String(port),
    DATA_DIR: options.dataFolder,
    SIGNUP_PLAN: 'pro',
    SANDBOX_ORIGINS: originList(origins),
  })
  const { url, publicUrl } = await firstJson(server, 'url')
  drain(server.lines)
  await tellStripe(origins.stripe, String(url))
  return { url: String(url), publicUrl: String(publicUrl) }
}

/** As an operator does once in Stripe's dashboard: where messages go, and what signs them. */
async function tellStripe(origin: string | undefined, url: string): Promise<void> {
  if (origin === undefined) return
  const body = JSON.stringify({ url: `${url}/api/v1/stripe/webhook`, secret: STRIPE_SECRET })
  const answer = await fetch(`${origin}/_sandbox/endpoints`, { method: 'POST', body })
  if (!answer.ok) throw new Error(`The Stripe sandbox answered ${answer.status}.`)
}

/** Keeps the pipe empty; a full one would stop the server. */
async function drain(lines: AsyncGenerator<string>): Promise<void> {
  for await (const _ of lines);
}
