import { parseArgs } from 'node:util'
import { readCommandLine } from './command-line.ts'
import { openServices } from './services/open.ts'
import { SERVICE_NAMES, type ServiceName } from './services/part.ts'

export { createDatabase, type Database } from './services/database.ts'

const HELP = `bun ops/services.ts [--json] [${SERVICE_NAMES.join('] [')}]

Brings up the real things that tests need and keeps them until Ctrl-C:
what the environment names (DATABASE_URL, REDIS_URL, CHROMIUM_PATH, FFMPEG_PATH + FFPROBE_PATH,
NGINX_PATH, PROMETHEUS_PATH + ALERTMANAGER_PATH), else installed programs as throw-away instances,
else (root on Debian or Ubuntu) apt-get.

  --json               print one line {"env": {…}, "problems": {…}} on stdout
  --until-stdin-ends   stop when stdin ends, so that a dead parent leaves nothing behind
  --help               this text
`

export type WantedServices = Partial<Record<ServiceName, boolean>>

export interface Services {
  /** What a child needs to reach them: DATABASE_URL, REDIS_URL, CHROMIUM_PATH, FFMPEG_PATH. */
  env: Record<string, string>
  problems: Partial<Record<ServiceName, string>>
  close: () => Promise<void>
}

/** Starts services that end with `close()` or, however we die, with this process. */
export async function tryServices(wanted: WantedServices): Promise<Services> {
  const names = SERVICE_NAMES.filter(name => wanted[name])
  if (names.length === 0) return { env: {}, problems: {}, close: async () => {} }
  const keeper = Bun.spawn(
    [process.execPath, import.meta.path, '--json', '--until-stdin-ends', ...names],
    { stdin: 'pipe', stdout: 'pipe', stderr: 'inherit', detached: true },
  )
  keeper.unref()
  const close = async () => {
    await keeper.stdin.end()
    await keeper.exited
  }
  const line = await firstLine(keeper.stdout)
  if (line === undefined) {
    await close()
    throw new Error('The services stopped before they were ready; the reason is above.')
  }
  return { ...(JSON.parse(line) as Pick<Services, 'env' | 'problems'>), close }
}

/** Like `tryServices`, but all or nothing. */
export async function startServices(wanted: WantedServices): Promise<Services> {
  const services = await tryServices(wanted)
  const problems = Object.values(services.problems)
  if (problems.length === 0) return services
  await services.close()
  throw new Error(problems.join('\n'))
}

/** Runs something with services and stops them whatever happens. */
export async function withServices<T>(
  wanted: WantedServices,
  run: (services: Services) => Promise<T>,
): Promise<T> {
  const services = await startServices(wanted)
  try {
    return await run(services)
  } finally {
    await services.close()
  }
}

async function firstLine(stream: ReadableStream<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end)
  }
  return undefined
}

// `on`, not `once`: a second signal, as timeout(1) sends, must not cut the clean-up short.
function untilStopped(untilStdinEnds: boolean): Promise<unknown> {
  const stops: Promise<unknown>[] = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(
    signal => new Promise(resolve => process.on(signal, resolve)),
  )
  if (untilStdinEnds) stops.push(Bun.stdin.text())
  return Promise.race(stops)
}

function parseNames(positionals: string[]): ServiceName[] {
  const unknown = positionals.find(name => !SERVICE_NAMES.some(known => known === name))
  if (unknown) throw new Error(`There is no service named ${unknown}: ${SERVICE_NAMES.join(', ')}.`)
  return SERVICE_NAMES.filter(name => positionals.length === 0 || positionals.includes(name))
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      'until-stdin-ends': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  return { values, names: parseNames(positionals) }
}

async function main() {
  const { values, names } = readCommandLine(HELP, readOptions)
  if (values.help) return console.log(HELP)
  const stopped = untilStopped(values['until-stdin-ends'] ?? false)
  const services = await openServices(names, process.env, line => console.error(line))
  const { env, problems } = services
  if (values.json) console.log(JSON.stringify({ env, problems }))
  else for (const [name, value] of Object.entries(env)) console.log(`export ${name}='${value}'`)
  const lacking = Object.values(problems)
  if (!values['until-stdin-ends']) for (const problem of lacking) console.error(problem)
  if (values['until-stdin-ends'] || lacking.length === 0) await stopped
  await services.close()
  process.exitCode = lacking.length === 0 ? 0 : 1
}

if (import.meta.main) {
  await main()
  process.exit()
}
