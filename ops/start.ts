/** `bun run start`: everything on this machine, from nothing to a published video. */
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PLATFORMS } from '../api/contract/index.ts'
import { readCommandLine } from './command-line.ts'
import {
  type AgentPlace,
  contentCommand,
  firstOutcome,
  followAgent,
  startAgent,
} from './start/agent.ts'
import {
  type PublicationStatus,
  publishedLine,
  refusalLines,
  type VideoStatus,
} from './start/agent-status.ts'
import { buildApp, buildSite } from './start/build-app.ts'
import { type Family, keepReading, makeFamily } from './start/children.ts'
import { demoConsent } from './start/demo-consent.ts'
import { demoCreator } from './start/demo-creator.ts'
import { develop } from './start/develop.ts'
import { HELP, type Options, readOptions } from './start/options.ts'
import { platformLines } from './start/real-platforms.ts'
import { ensureSample, oldFfmpegWarning } from './start/sample.ts'
import {
  type Origins,
  type Server,
  siteFolder,
  startSandboxes,
  startServer,
} from './start/server.ts'

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
      // What was to go on until it is stopped has ended well; one video that was cut off has not.
      const cut = signal === 'SIGINT' ? 130 : 143
      void stop(options.isOnce ? cut : 0)
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
  if (options.isDev) return develop({ options, family, say, greet, demoConsent: consent })
  await buildApp(say)
  say('Starting the sandboxes…')
  const { child: sandboxes, origins } = await startSandboxes(options, family)
  void keepReading(sandboxes)
  say('Starting the server…')
  const server = await startServer(options, family, { origins })
  void keepReading(server.child)
  const place = await greet({ options, family, server, origins })
  if (!options.video || !options.isOnce) {
    const until = options.isOnce ? ' until a video of it is published' : ''
    say(`\nWatching ${options.watchFolder}${until}. Drop a video there. Ctrl-C stops.\n`)
  }
  return options.isOnce ? publishOnce(options, place) : watchForever(options, place)
}

export interface Greeting {
  options: Options
  family: Family
  server: Server
  origins: Origins
}

/** Signs the demo creator in, says where everything is, and where the agent will live. */
async function greet({ options, family, server, origins }: Greeting): Promise<AgentPlace> {
  const { url, publicUrl } = server
  const sandboxed = PLATFORMS.filter(platform => origins[platform] !== undefined)
  say(`Signing the demo creator in and connecting ${sandboxed.length} sandbox channels…`)
  const creator = await demoCreator(url, options.dataFolder, sandboxed)
  for (const [platform, label] of Object.entries(creator.channels)) say(`  ${platform}: ${label}`)
  if (!options.video) {
    const sample = await ensureSample(options.watchFolder)
    if (sample) say(`Put a sample video into ${options.watchFolder}: ${sample}`)
  }
  // A stranger sees the public site at the top.
  const door = siteFolder(options) ? '/login' : ''
  say(`\nDashboard   ${publicUrl}${door}\nSign in     ${creator.email} / ${creator.password}`)
  for (const line of platformLines(process.env, origins)) say(line)
  const warning = oldFfmpegWarning()
  if (warning) say(warning)
  const home = join(options.dataFolder, 'agent')
  say(`Its agent   ${contentCommand({ home })} doctor`)
  return {
    family,
    home,
    watchFolder: options.watchFolder,
    serverUrl: url,
    apiKey: creator.apiKey,
  }
}

async function publishOnce(options: Options, place: AgentPlace): Promise<number> {
  const command = options.video ? ['publish', options.video] : ['watch']
  const isWanted = (path: string) =>
    options.video ? path === options.video : dirname(path) === options.watchFolder
  for (let approvals = 0; ; ) {
    const before = approvals
    const agent = await startAgent(place, command)
    const statuses = followAgent(agent, say, async (video, it) => {
      if (await consent(place, video, it)) approvals += 1
    })
    const end = await firstOutcome(statuses, isWanted)
    if (end) return sayOutcome(end)
    // It leaves when only a person can go on, perhaps just before that person had answered.
    if ((await agent.process.exited) === NEEDS_A_PERSON && approvals > before) continue
    throw new Error(`The agent stopped before anything was published.\n${agent.complaint()}`)
  }
}

function sayOutcome({
  video,
  outcome,
}: NonNullable<Awaited<ReturnType<typeof firstOutcome>>>): number {
  if (outcome === 'published') {
    say(publishedLine(video))
    return 0
  }
  for (const line of refusalLines(video)) console.error(line)
  return 1
}

function consent(place: AgentPlace, video: VideoStatus, it: PublicationStatus): Promise<boolean> {
  return demoConsent({ place, env: process.env, say }, video, it)
}

async function watchForever(options: Options, place: AgentPlace): Promise<number> {
  const agent = await startAgent(place, ['watch'])
  if (options.video) await startAgent(place, ['publish', options.video])
  // Last, and beside everything: a first video need not wait for it.
  if (siteFolder(options)) void buildSite(say).catch(error => say(String(error)))
  const statuses = followAgent(agent, say, async (video, it) => {
    await consent(place, video, it)
  })
  for await (const _ of statuses);
  throw new Error(`The agent stopped.\n${agent.complaint()}`)
}
