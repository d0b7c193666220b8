import { accessSync, constants, mkdirSync } from 'node:fs'
import { Setback } from './lib/step-error.ts'

/** Makes the agent's own folder; says in one sentence when nothing can be written there. */
export function makeHome(home: string): void {
  inHome(home, () => {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    accessSync(home, constants.W_OK | constants.X_OK)
  })
}

/** Does this in the agent's folder; a closed folder, or somebody else's file, becomes a Setback. */
export function inHome<T>(home: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!CLOSED.test(code)) throw error
    const mend = 'Mend its rights, or set CONTENT_CREATION_HOME to another folder.'
    throw new Setback({
      code: 'no_folder',
      reason: `The agent cannot write to its own folder ${home} (${code}). ${mend}`,
      whoCanFix: 'you',
      retry: 'never',
    })
  }
}

const CLOSED = /^(EACCES|EPERM|EROFS|ENOTDIR|ENOENT|EEXIST|EISDIR|SQLITE_CANTOPEN|SQLITE_READONLY)/
