import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from '../../run-program.ts'
import { READ, WRITE } from './statements.ts'

const ROOT = join(import.meta.dir, '../../..')

export interface Server {
  ports: number[]
  /** Every process that answers. */
  pids: number[]
  stop(): Promise<void>
}

export interface Where {
  databaseUrl: string
  redisUrl: string
}

export interface Stack {
  name: string
  start(where: Where): Promise<Server>
}

interface Program {
  command: string[]
  env: Record<string, string>
  /** The port, in the line that says it is ready; undefined in every other line. */
  portIn(line: string): number | undefined
}

async function startProgram({ command, env, portIn }: Program): Promise<Server> {
  const child = Bun.spawn(command, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  const stop = async () => {
    child.kill()
    await child.exited
  }
  const said: string[] = []
  const { promise: ready, resolve } = Promise.withResolvers<number | undefined>()
  const look = (line: string) => {
    if (said.length < 80) said.push(line)
    const port = portIn(line)
    if (port !== undefined) resolve(port)
  }
  void Promise.all([eachLine(child.stdout, look), eachLine(child.stderr, look)]).then(() =>
    resolve(undefined),
  )
  const port = await ready
  if (port !== undefined) return { ports: [port], pids: [child.pid], stop }
  await stop()
  throw new Error(`${command.join(' ')} did not start:\n${said.join('\n')}`)
}

async function eachLine(stream: ReadableStream<Uint8Array>, see: (line: string) => void) {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) see(line)
  }
}

const plainPort = (line: string) => (/^\d+$/.test(line) ? Number(line) : undefined)

/** Builds the api, as an operator does before it is served. */
export async function buildApi(): Promise<void> {
  await mustRun([process.execPath, 'api/build.ts'], { cwd: ROOT })
}

/** The api itself, as an operator runs it: one process alone, or several that share a Redis. */
export function ours(processes: number): Stack {
  return {
    name: processes === 1 ? 'ours' : `ours, ${processes} processes`,
    async start(where) {
      const started = await Promise.allSettled(
        Array.from({ length: processes }, () => startApi(where, processes > 1)),
      )
      const servers = started.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
      const stop = async () => {
        await Promise.all(servers.map(server => server.stop()))
      }
      const failed = started.find(one => one.status === 'rejected')
      if (!failed) return { ports: all(servers, 'ports'), pids: all(servers, 'pids'), stop }
      await stop()
      throw failed.reason
    },
  }
}

const all = (servers: Server[], what: 'ports' | 'pids') => servers.flatMap(server => server[what])

const startApi = ({ databaseUrl, redisUrl }: Where, isOneOfSeveral: boolean) =>
  startProgram({
    command: ['sh', 'ops/serve.sh'],
    env: {
      BUN: process.execPath,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      DATA_DIR: join(ROOT, '.data/bench'),
      ...(isOneOfSeveral && { REDIS_URL: redisUrl }),
    },
    portIn: line => {
      const port = /"ready".*"url":"http:\/\/[^:]+:(\d+)"/.exec(line)?.[1]
      return port === undefined ? undefined : Number(port)
    },
  })

export const BARE: Stack = {
  name: 'Bun.serve + pg',
  start: ({ databaseUrl }) =>
    startProgram({
      command: [process.execPath, 'ops/bench/api/bare.ts'],
      env: { DATABASE_URL: databaseUrl },
      portIn: plainPort,
    }),
}

/** Whose SQL a rival runs: its stack's own way, a question at a time, or our statements. */
export type Sql = 'usual' | 'ours'

const named = (name: string, sql: Sql) => (sql === 'usual' ? name : `${name} with our SQL`)

export const fastify = (sql: Sql): Stack => ({
  name: named('Fastify on Node', sql),
  async start({ databaseUrl }) {
    // Node cannot read our TypeScript, so it is given what Bun makes of it.
    const built = await Bun.build({
      entrypoints: [join(import.meta.dir, 'fastify-server.ts')],
      target: 'node',
      packages: 'external',
    })
    const [script] = built.outputs
    const file = join(ROOT, 'node_modules/.cache/bench-fastify.mjs')
    await Bun.write(file, (await script?.text()) ?? '')
    const env = { DATABASE_URL: databaseUrl, BENCH_SQL: sql }
    return startProgram({ command: ['node', file], env, portIn: plainPort })
  },
})

/** Debian's FastAPI; absent where its packages are. */
export function fastApi(workers: number, sql: Sql): Stack {
  return {
    name: named(`FastAPI, ${workers} worker${workers > 1 ? 's' : ''}`, sql),
    start({ databaseUrl }) {
      const port = freePort()
      // SQLAlchemy names its parameters, and reads `::` as the beginning of a name.
      const typed = (text: string) =>
        text.replace(/\$(\d)(?:::(\w+))?/g, (_, n, type = 'text') => `cast(:p${n} as ${type})`)
      return startProgram({
        command: [
          ...[
            '/usr/bin/python3',
            '-m',
            'uvicorn',
            'fastapi_server:app',
            '--app-dir',
            'ops/bench/api',
          ],
          ...['--port', String(port), '--workers', String(workers), '--no-access-log'],
        ],
        env: {
          DATABASE_URL: databaseUrl,
          PYTHONDONTWRITEBYTECODE: '1',
          BENCH_SQL: sql,
          BENCH_READ: typed(READ),
          BENCH_WRITE: typed(WRITE),
        },
        portIn: line => (line.includes('Application startup complete') ? port : undefined),
      })
    },
  }
}

function freePort(): number {
  const probe = Bun.listen({ hostname: '127.0.0.1', port: 0, socket: { data: () => undefined } })
  const { port } = probe
  probe.stop(true)
  return port
}

export interface Usage {
  cpuSeconds: number
  rssMb: number
}

const TICKS_A_SECOND = 100

/** What a server's processes have used so far, their children included. */
export function usageOf(server: Server): Usage {
  const pids = server.pids.flatMap(pid => [pid, ...childrenOf(pid)])
  const each = pids.map(pid => {
    const [user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(') ')[1]
      ?.split(' ')
      .slice(11, 13)
      .map(Number) ?? [0, 0]
    const rssKb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return { cpuSeconds: (user + system) / TICKS_A_SECOND, rssMb: Number(rssKb ?? 0) / 1024 }
  })
  return {
    cpuSeconds: each.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    rssMb: each.reduce((sum, { rssMb }) => sum + rssMb, 0),
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  const children = text === '' ? [] : text.split(' ').map(Number)
  return children.flatMap(child => [child, ...childrenOf(child)])
}
