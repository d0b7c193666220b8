import { afterAll, expect, test } from 'bun:test'
import { existsSync, symlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase, startServices, withServices } from '../services.ts'
import { openServices } from './open.ts'
import type { ServiceName } from './part.ts'
import { postgres } from './postgres.ts'

const HERE = import.meta.dir
const unnamed = { ...process.env, DATABASE_URL: '', REDIS_URL: '' }
const folders: string[] = []

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function open(name: ServiceName, env: Record<string, string | undefined> = unnamed) {
  return openServices([name], env, line => console.error(line))
}

async function select(url: string, what: string): Promise<unknown> {
  const sql = new Bun.SQL(url, { max: 1 })
  try {
    return (await sql.unsafe(`select ${what} as it`))[0]?.it
  } finally {
    await sql.close()
  }
}

async function isAnswered(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  try {
    const socket = await Bun.connect({ hostname, port: Number(port), socket: { data() {} } })
    socket.end()
    return true
  } catch {
    return false
  }
}

const dataFolder = (url: string) => select(url, "current_setting('data_directory')")

test('a throw-away Postgres answers, and leaves neither folder nor process behind', async () => {
  const services = await open('postgres')
  const url = services.env.DATABASE_URL ?? ''
  expect(services.problems).toEqual({})
  const data = String(await dataFolder(url))
  expect(existsSync(data)).toBe(true)
  expect(await select(url, "current_setting('fsync')")).toBe('off')
  await services.close()
  expect(existsSync(join(data, '..'))).toBe(false)
  expect(await isAnswered(url)).toBe(false)
})

test('a Postgres works that is found as a lone link in a closed folder', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'services-test-'))
  folders.push(closed)
  const installed = (await postgres.find()) ?? ''
  symlinkSync(installed, join(closed, 'postgres'))
  const program = `
    import { openServices } from '${join(HERE, 'open.ts')}'
    const { env, problems, close } = await openServices(['postgres'], {}, () => {})
    console.log(JSON.stringify({ found: Boolean(env.DATABASE_URL), problems }))
    await close()`
  const child = Bun.spawn([process.execPath, '-e', program], {
    env: { PATH: closed },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  expect(JSON.parse(await child.stdout.text())).toEqual({ found: true, problems: {} })
})

test('a throw-away Postgres asks for its password', async () => {
  const services = await open('postgres')
  try {
    const url = new URL(services.env.DATABASE_URL ?? '')
    url.password = 'guess'
    expect(select(url.href, '1')).rejects.toThrow('password authentication failed')
  } finally {
    await services.close()
  }
})

test('a throw-away Redis keeps what it is told, and is gone after close', async () => {
  const services = await open('redis')
  expect(services.problems).toEqual({})
  const url = services.env.REDIS_URL ?? ''
  const client = new Bun.RedisClient(url, { autoReconnect: false })
  await client.set('colour', 'green')
  expect(await client.get('colour')).toBe('green')
  client.close()
  await services.close()
  expect(await isAnswered(url)).toBe(false)
})

test('what the environment names is taken as it is, and nothing is started', async () => {
  const named = 'postgres://somebody@127.0.0.1:1/theirs'
  const services = await open('postgres', { DATABASE_URL: named })
  expect(services.env).toEqual({ DATABASE_URL: named })
  await services.close()
})

test('each database is fresh, and dropped although somebody is still connected', async () => {
  await withServices({ postgres: true }, async ({ env }) => {
    const server = env.DATABASE_URL ?? ''
    const database = await createDatabase(server)
    const guest = new Bun.SQL(database.url, { max: 1 })
    await guest`create table clutter (id int)`
    const other = await createDatabase(server)
    expect(await select(other.url, "to_regclass('clutter')")).toBe(null)
    await database.close()
    await other.close()
    await guest.close().catch(() => undefined)
    const left = "(select count(*)::int from pg_database where datname like 'content_%')"
    expect(await select(server, left)).toBe(process.env.DATABASE_URL ? expect.any(Number) : 0)
  })
})

test('services stop when whoever started them is killed without warning', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'services-test-'))
  folders.push(folder)
  const program = join(folder, 'caller.ts')
  await Bun.write(
    program,
    `import { startServices } from '${join(HERE, '..', 'services.ts')}'
     const { env } = await startServices({ postgres: true })
     console.log(env.DATABASE_URL)
     await new Promise(() => setInterval(() => {}, 1000))`,
  )
  const caller = Bun.spawn([process.execPath, program], {
    env: unnamed,
    stdout: 'pipe',
    stderr: 'inherit',
  })
  const reader = caller.stdout.getReader()
  const url = new TextDecoder().decode((await reader.read()).value).trim()
  const data = String(await dataFolder(url))
  caller.kill('SIGKILL')
  await caller.exited
  const deadline = Date.now() + 15_000
  while (existsSync(join(data, '..')) && Date.now() < deadline) await Bun.sleep(50)
  expect(existsSync(join(data, '..'))).toBe(false)
  expect(await isAnswered(url)).toBe(false)
})

test('the error of a failed run comes through and the service is stopped', async () => {
  let url = ''
  const failing = withServices({ redis: true }, async services => {
    url = services.env.REDIS_URL ?? ''
    throw new Error('the work failed')
  })
  expect(failing).rejects.toThrow('the work failed')
  await failing.catch(() => undefined)
  if (!process.env.REDIS_URL) expect(await isAnswered(url)).toBe(false)
})

test('a service that cannot be had is named with what to install', async () => {
  const program = `
    import { openServices } from '${join(HERE, 'open.ts')}'
    process.getuid = () => 1000
    const { problems } = await openServices(['redis'], {}, () => {})
    console.log(problems.redis)`
  const child = Bun.spawn([process.execPath, '-e', program], {
    env: { PATH: '/nowhere' },
    stdout: 'pipe',
    stderr: 'inherit',
  })
  expect(await child.stdout.text()).toContain('apt-get install redis-server')
})

test('the command line stops everything on a signal, even when it comes twice', async () => {
  const command = [process.execPath, join(HERE, '..', 'services.ts'), '--json', 'postgres']
  const child = Bun.spawn(command, { env: unnamed, stdout: 'pipe', stderr: 'inherit' })
  const line = new TextDecoder().decode((await child.stdout.getReader().read()).value)
  const url = String(JSON.parse(line).env.DATABASE_URL)
  const data = String(await dataFolder(url))
  // Equal signals that are both pending arrive as one, so it is asked again until it is gone.
  const nagging = setInterval(() => child.kill('SIGTERM'), 10)
  expect(await child.exited).toBe(0)
  clearInterval(nagging)
  expect(existsSync(join(data, '..'))).toBe(false)
  expect(await isAnswered(url)).toBe(false)
})

test('starting nothing at all still closes', async () => {
  const services = await startServices({})
  await services.close()
  expect(services.env).toEqual({})
})
