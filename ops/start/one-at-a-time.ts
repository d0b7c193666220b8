import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

const LOOK_EVERY_MS = 100

/** Works while no other process here works under the same file; a dead one holds none. */
export async function oneAtATime<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true })
  while (!(await taken(file))) {
    if (await isLeft(file)) await rm(file, { force: true })
    else await Bun.sleep(LOOK_EVERY_MS)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

const taken = (file: string) =>
  writeFile(file, String(process.pid), { flag: 'wx' }).then(
    () => true,
    error => {
      if (error.code === 'EEXIST') return false
      throw error
    },
  )

/** Whether whoever wrote it is gone; one that was just opened has no number in it yet. */
async function isLeft(file: string): Promise<boolean> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''))
  if (!pid) return false
  try {
    return !process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
