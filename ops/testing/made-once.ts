import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Names the folder in which the files of one run keep what is made once for all. */
export const SHARED_FOLDER = 'TESTS_SHARED_FOLDER'

/** What tests copy and nobody changes, such as a clip: made in this run by whoever asks first. */
export async function madeOnce(
  name: string,
  make: (path: string) => Promise<unknown>,
): Promise<string> {
  const path = join(sharedFolder(), name)
  if (await exists(path)) return path
  // Another process may be at it, too: only what is finished gets the name.
  const unfinished = join(sharedFolder(), `${crypto.randomUUID()}-${name}`)
  await make(unfinished)
  try {
    renameSync(unfinished, path)
  } catch (error) {
    // A file takes the place of another one, a folder does not.
    if (!(await exists(path))) throw error
    rmSync(unfinished, { recursive: true, force: true })
  }
  return path
}

/** A single file that is run by itself has a folder of its own, named after its process. */
function sharedFolder(): string {
  const given = process.env[SHARED_FOLDER] ?? join(tmpdir(), `${OWN}${process.pid}`)
  if (process.env[SHARED_FOLDER] === undefined) {
    // Bun's test runner ends without telling, so each run clears up after those that ended.
    for (const left of readdirSync(tmpdir()).filter(isLeft)) {
      rmSync(join(tmpdir(), left), { recursive: true, force: true })
    }
    process.env[SHARED_FOLDER] = given
  }
  mkdirSync(given, { recursive: true })
  return given
}

const OWN = 'content-tests-shared-'

const isLeft = (name: string) => name.startsWith(OWN) && !isRunning(Number(name.slice(OWN.length)))

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
