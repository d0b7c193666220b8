/** The parts of a whole installation, each to be killed as by `kill -9` and started again. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { mustRun } from '../../../ops/run-program.ts'
import { postgres } from '../../../ops/services/postgres.ts'
import {
  freePort,
  makeFolder,
  type Owner,
  unprivilegedOwner,
  writeOwned,
} from '../../../ops/services/process.ts'
import { redis } from '../../../ops/services/redis.ts'
import { nginxConf } from './nginx-conf.ts'

export interface Part {
  name: string
  start(): Promise<void>
  kill(): Promise<void>
  /** Kills it and takes its folder away. */
  close(): Promise<void>
}

interface Program {
  name: string
  command: string[]
  folder: string
  owner?: Owner | undefined
  env?: Record<string, string>
  isReady(): Promise<boolean>
}

const STARTS_WITHIN_MS = 60_000
const LOOK_MS = 20

/** A program at a port that stays the same, so that whoever spoke to it finds it again. */
function partOf({ name, command, folder, owner, env, isReady }: Program): Part {
  let child: Bun.Subprocess | null = null
  const begin = () => {
    const log = Bun.file(join(folder, `${name}.log`))
    const surroundings = { PATH: process.env.PATH ?? '', ...env }
    return Bun.spawn(command, {
      ...{ cwd: folder, stdin: 'ignore', stdout: log, stderr: log, env: surroundings },
      ...owner,
    })
  }
  const kill = async () => {
    const killed = child
    child = null
    killed?.kill('SIGKILL')
    await killed?.exited
  }
  return {
    name,
    kill,
    async close() {
      await kill()
      await rm(folder, { recursive: true, force: true })
    },
    async start() {
      const until = performance.now() + STARTS_WITHIN_MS
      child ??= begin()
      while (!(await isReady())) {
        if (performance.now() > until) throw new Error(`${name} did not start.`)
        // The children of one that was killed may hold on to what it needs for a moment.
        if (child.exitCode !== null) child = begin()
        await Bun.sleep(LOOK_MS)
      }
    },
  }
}

export async function postgresPart(): Promise<Part & { url: string }> {
  const program = await found(postgres)
  const owner = await unprivilegedOwner()
  const folder = await makeFolder('parts', owner)
  const [data, port] = [join(folder, 'data'), await freePort()]
  const init = ['--username=postgres', '--auth=trust', '--no-sync', '--encoding=UTF8']
  const initdb = join(program, '..', 'initdb')
  await mustRun([initdb, `--pgdata=${data}`, ...init], { cwd: folder, ...owner })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const settings = { port, listen_addresses: '127.0.0.1', unix_socket_directories: '' }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [program, '-D', data, ...flags]
  const isReady = () => answers(url)
  return { ...partOf({ name: 'postgres', command, folder, owner, isReady }), url }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

export async function redisPart(): Promise<Part & { url: string }> {
  const program = await found(redis)
  const folder = await makeFolder('parts', undefined)
  const port = await freePort()
  const command = [program, '--port', String(port), '--bind', '127.0.0.1', '--save', '']
  const isReady = async () => {
    const client = new Bun.RedisClient(`redis://127.0.0.1:${port}`, { autoReconnect: false })
    const pong = await client.connect().then(
      () => client.ping(),
      () => null,
    )
    client.close()
    return pong === 'PONG'
  }
  return {
    ...partOf({ name: 'redis', command, folder, isReady }),
    url: `redis://127.0.0.1:${port}`,
  }
}

const MAIN = join(import.meta.dir, '../../src/main.ts')

export async function apiPart(env: Record<string, string>): Promise<Part & { url: string }> {
  const folder = await makeFolder('parts', undefined)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const own = { ...env, PORT: String(port), DATA_DIR: join(folder, 'data') }
  const command = [process.execPath, MAIN]
  const isReady = async () => (await fetch(`${url}/readyz`).catch(() => null))?.status === 200
  return { ...partOf({ name: 'api', command, folder, env: own, isReady }), url }
}

export async function nginxPart(
  program: string,
  behind: readonly string[],
): Promise<Part & { url: string }> {
  const folder = await makeFolder('parts', undefined)
  const port = await freePort()
  const text = nginxConf(folder, balancer(port, behind))
  const settings = await writeOwned(join(folder, 'nginx.conf'), text, undefined)
  const url = `http://127.0.0.1:${port}`
  const command = [program, '-p', folder, '-c', settings, '-e', 'stderr']
  const isReady = async () => (await fetch(`${url}/livez`).catch(() => null)) !== null
  return { ...partOf({ name: 'nginx', command, folder, isReady }), url }
}

const balancer = (port: number, behind: readonly string[]) => `
  upstream api {
    ${behind.map(url => `server ${new URL(url).host} max_fails=1 fail_timeout=1s;`).join('\n    ')}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host 127.0.0.1;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    }
  }`

async function found(part: { find(): Promise<string | undefined>; advice: string }) {
  const program = await part.find()
  if (!program) throw new Error(part.advice)
  return program
}
