import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
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

/** A single file that is run by itself has a folder of its own, which goes with its process. */
function sharedFolder(): string {
  const given = process.env[SHARED_FOLDER]
  if (given) {
    mkdirSync(given, { recursive: true })
    return given
  }
  const own = mkdtempSync(join(tmpdir(), 'tests-shared-'))
  process.env[SHARED_FOLDER] = own
  process.once('exit', () => rmSync(own, { recursive: true, force: true }))
  return own
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )
