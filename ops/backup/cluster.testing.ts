/** A Postgres of its own that archives as production does, and what is asked of its backups. */
import { chownSync, cpSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mustRun, type RunOptions, runProgram } from '../run-program.ts'
import { postgres } from '../services/postgres.ts'
import * as run from '../services/process.ts'

const READY_WITHIN_MS = 30_000

export type Cluster = Awaited<ReturnType<typeof openCluster>>

/** Where Postgres' programs and pgBackRest are, where there are both. */
export async function programs(): Promise<string | undefined> {
  const { PGBACKREST_PATH } = process.env
  const found = PGBACKREST_PATH ? await postgres.find() : undefined
  return found && PGBACKREST_PATH && [found, PGBACKREST_PATH].map(it => dirname(it)).join(':')
}

export async function openCluster(bin: string) {
  const owner = await run.unprivilegedOwner()
  const folder = await run.makeFolder('backup', owner)
  const scripts = join(folder, 'scripts')
  // Whoever it runs as must be able to read them.
  cpSync(import.meta.dir, scripts, { recursive: true })
  if (owner) chownSync(scripts, owner.uid, owner.gid)
  const port = await run.freePort()
  const env = { PATH: `${bin}:/usr/bin:/bin`, ...environment(folder, port) }
  const options = { cwd: folder, env, ...owner }
  const must = (...command: string[]) => mustRun(command, options)
  await must('initdb', '-D', join(folder, 'data'), '-U', 'content', '--no-sync', '-A', 'trust')
  let server = await startServer(folder, port, options)
  await must('createdb', 'content')
  return {
    ...{ folder, owner, scripts, must },
    repository: join(folder, 'repository'),
    url: `postgres://content@127.0.0.1:${port}/content`,
    script: (name: string, ...args: string[]) => must('sh', join(scripts, name), ...args),
    try: (...command: string[]) => runProgram(command, options),
    psql: (query: string) => must('psql', '-XqAtc', query),
    /** What all tables hold, here or in what was brought back beside it. */
    rows: (host = folder) =>
      mustRun(['sh', join(scripts, 'compare.sh')], { ...options, env: { ...env, PGHOST: host } }),
    async kill() {
      server.kill('SIGKILL')
      await server.exited
    },
    async start() {
      server = await startServer(folder, port, options)
    },
    async close() {
      server.kill('SIGQUIT')
      await server.exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const environment = (folder: string, port: number) => ({
  ...{ PGHOST: folder, PGPORT: String(port), PGUSER: 'content', PGDATABASE: 'content' },
  ...{ DRILL_FOLDER: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
  PGBACKREST_CONFIG: join(folder, 'scripts/pgbackrest.conf'),
  PGBACKREST_PG1_PATH: join(folder, 'data'),
  PGBACKREST_PG1_SOCKET_PATH: folder,
  PGBACKREST_PG1_PORT: String(port),
  PGBACKREST_REPO1_PATH: join(folder, 'repository'),
  PGBACKREST_REPO1_CIPHER_PASS: 'a pass phrase of this test',
  PGBACKREST_LOCK_PATH: folder,
  // It waits a quarter of a minute before it reads a damaged file again.
  PGBACKREST_JOB_RETRY: '0',
  PGBACKREST_SPOOL_PATH: folder,
})

async function startServer(folder: string, port: number, options: RunOptions) {
  const settings = {
    ...{ port, listen_addresses: '127.0.0.1', unix_socket_directories: folder },
    ...{ archive_mode: 'on', archive_timeout: 60, max_connections: 200 },
    archive_command: 'pgbackrest --stanza=content archive-push %p',
    // The machine does not fail while it is tested; the process does.
    fsync: 'off',
  }
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = Bun.file(join(folder, 'log'))
  const command = ['postgres', '-D', join(folder, 'data'), ...given]
  const start = () => Bun.spawn(command, { ...options, stdin: 'ignore', stdout: log, stderr: log })
  let child = start()
  const deadline = Date.now() + READY_WITHIN_MS
  while ((await runProgram(['pg_isready', '-q', '-d', 'postgres'], options)).code !== 0) {
    if (Date.now() > deadline) throw new Error(await log.text())
    // One that was killed leaves its children behind for a moment, and they its memory.
    if (child.exitCode !== null) child = start()
    await Bun.sleep(50)
  }
  return child
}
