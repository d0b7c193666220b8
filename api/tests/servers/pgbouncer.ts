/** A real pooler in front of a Postgres, giving each transaction another session. */
import { join } from 'node:path'
import pg from 'pg'
import {
  freePort,
  makeFolder,
  startService,
  unprivilegedOwner,
  writeOwned,
} from '../../../ops/services/process.ts'

export interface Pooler {
  /** The same database, through it. */
  url: string
  close(): Promise<void>
}

/** Starts PgBouncer with so few sessions that whoever relies on one does not find it again. */
export async function startPgBouncer(program: string, behind: string): Promise<Pooler> {
  const owner = await unprivilegedOwner()
  const folder = await makeFolder('pgbouncer', owner)
  const port = await freePort()
  const server = new URL(behind)
  const settings = await writeOwned(join(folder, 'pgbouncer.ini'), ini({ server, port }), owner)
  const url = `postgres://anybody:nothing@127.0.0.1:${port}${server.pathname}`
  const isReady = async () => {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    const answered = client.connect().then(() => client.query('select 1'))
    const isThere = await answered.then(
      () => true,
      () => false,
    )
    await client.end().catch(() => undefined)
    return isThere
  }
  const command = [program, settings]
  const close = await startService({ command, folder, owner, stopSignal: 'SIGTERM', isReady })
  return { url, close }
}

const ini = ({ server, port }: { server: URL; port: number }) => `
[databases]
* = host=${server.hostname} port=${server.port} user=${server.username} password=${server.password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 3
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
`
