import { Database } from 'bun:sqlite'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'

const LOOK_EVERY_MS = 100

/** Works while no other process here works under the same file. */
export async function oneAtATime<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true })
  // SQLite has locks on every system, and with a process that dies its locks go.
  const lock = new Database(file)
  try {
    while (!isTaken(lock)) await Bun.sleep(LOOK_EVERY_MS)
    return await work()
  } finally {
    lock.close()
  }
}

function isTaken(lock: Database): boolean {
  try {
    lock.run('begin exclusive')
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return false
    throw error
  }
}
