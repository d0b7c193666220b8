import { chownSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Whom a service runs as when we are root, because Postgres refuses to run as root. */
export interface Owner {
  uid: number
  gid: number
}

export interface Service {
  command: string[]
  folder: string
  owner: Owner | undefined
  /** The polite way to ask this program to end. */
  stopSignal: 'SIGINT' | 'SIGTERM'
  /** Resolves to true once a client is answered; never throws. */
  isReady: () => Promise<boolean>
}

const READY_WITHIN_MS = 30_000
const STOP_WITHIN_MS = 8_000

/** The user that services drop to, or undefined when we are nobody special already. */
export async function unprivilegedOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'))
  const user = ['postgres', 'nobody'].map(name => users.find(row => row[0] === name)).find(Boolean)
  if (!user) throw new Error('We are root and there is neither a postgres nor a nobody user.')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** A new folder that the owner can reach and nobody else can read; in memory when there is room. */
export async function makeFolder(name: string, owner: Owner | undefined): Promise<string> {
  const base = memoryFolder() ?? (owner && !isReachable(tmpdir()) ? '/tmp' : tmpdir())
  mkdirSync(base, { recursive: true })
  const folder = await mkdtemp(join(base, `content-${name}-`))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  return folder
}

/** A container gives itself 64 MB of it by default, and a database of a load test has gigabytes. */
const ROOM_BYTES = 2 * 2 ** 30
const MEMORY_FOLDER = '/dev/shm'

function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER)
    return bavail * bsize >= ROOM_BYTES && isReachable(MEMORY_FOLDER) ? MEMORY_FOLDER : undefined
  } catch {
    return undefined
  }
}

/** Whether every user may pass through to it, and run it if it is a program. */
export function isReachable(path: string): boolean {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  if ((mode & 0o001) === 0) return false
  return dirname(path) === path || isReachable(dirname(path))
}

/** Writes a secret that only the owner may read. */
export async function writeOwned(path: string, text: string, owner: Owner | undefined) {
  await writeFile(path, text, { mode: 0o600 })
  if (owner) chownSync(path, owner.uid, owner.gid)
  return path
}

/** A TCP port on loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Starts a service and resolves once it answers; the result stops it and removes its folder. */
export async function startService(service: Service): Promise<() => Promise<void>> {
  const log = join(service.folder, 'service.log')
  const child = Bun.spawn(service.command, {
    cwd: service.folder,
    // A Ctrl-C reaches the whole terminal; the service must outlive those who still use it.
    detached: true,
    stdin: 'ignore',
    stdout: Bun.file(log),
    stderr: Bun.file(log),
    ...service.owner,
  })
  const close = async () => {
    child.kill(service.stopSignal)
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await child.exited
    clearTimeout(timer)
    await rm(service.folder, { recursive: true, force: true })
  }
  const deadline = Date.now() + READY_WITHIN_MS
  while (!(await service.isReady())) {
    if (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
      await Promise.race([child.exited, Bun.sleep(50)])
      continue
    }
    const said = await readFile(log, 'utf8').catch(() => '')
    await close()
    throw new Error(`${service.command[0]} did not become ready:\n${said}`.trimEnd())
  }
  return close
}

/** Tries again when another program took the free port between our looking and our listening. */
export async function withFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(await freePort())
    } catch (error) {
      if (attempt === 3 || !/address already in use/i.test(String(error))) throw error
    }
  }
}
