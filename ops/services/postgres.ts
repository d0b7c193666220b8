import { readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustRun } from '../run-program.ts'
import { type Part, type Running, versionOf } from './part.ts'
import * as run from './process.ts'

const OLDEST_MAJOR = 15
const VERSIONED_FOLDERS = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt']

export const postgres: Part = {
  variables: ['DATABASE_URL'],
  aptPackages: ['postgresql'],
  advice:
    'Postgres 15 or newer: set DATABASE_URL to a server where we may create databases, ' +
    'or install it (Debian, Ubuntu: apt-get install postgresql; ' +
    'macOS: brew install postgresql@17).',
  find: findPostgres,
  start: program => run.withFreePort(port => startPostgres(dirname(program), port)),
}

async function findPostgres(): Promise<string | undefined> {
  const onPath = Bun.which('postgres')
  const found = [...(onPath ? [onPath] : []), ...VERSIONED_FOLDERS.flatMap(programsIn)]
  // A link may stand alone, without initdb beside it, or where the user it runs as may not go.
  const candidates = [...new Set(found.map(program => realpathSync(program)))]
  const owner = await run.unprivilegedOwner()
  let best: { program: string; version: number } | undefined
  for (const program of candidates) {
    if (owner && !run.isReachable(program)) continue
    const version = Number(/\) (\d+(\.\d+)?)/.exec((await versionOf(program)) ?? '')?.[1] ?? 0)
    if (version >= OLDEST_MAJOR && version > (best?.version ?? 0)) best = { program, version }
  }
  return best?.program
}

function programsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .map(name => Bun.which(join(folder, name, 'bin', 'postgres')))
      .filter(program => program !== null)
  } catch {
    return []
  }
}

async function startPostgres(bin: string, port: number): Promise<Running> {
  const owner = await run.unprivilegedOwner()
  const folder = await run.makeFolder('postgres', owner)
  const data = join(folder, 'data')
  const password = crypto.randomUUID()
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const passwordFile = await run.writeOwned(join(folder, 'password'), password, owner)
  const init = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const speed = ['--no-sync', '--encoding=UTF8', '--no-locale']
  const command = [join(bin, 'initdb'), `--pgdata=${data}`, ...init, ...speed]
  await mustRun(command, { cwd: folder, ...owner })
  const close = await run.startService({
    command: [join(bin, 'postgres'), '-D', data, ...settings(port)],
    folder,
    owner,
    stopSignal: 'SIGINT',
    isReady: () => answersQuery(url),
  })
  return { env: { DATABASE_URL: url }, close }
}

function settings(port: number): string[] {
  const values = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    // Nothing in it is worth keeping, so nothing waits for the disk.
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

// A listening socket is too early: Postgres accepts while it still says it is starting up.
async function answersQuery(url: string): Promise<boolean> {
  const sql = new Bun.SQL(url, { max: 1, connectionTimeout: 5 })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.close()
  }
}
