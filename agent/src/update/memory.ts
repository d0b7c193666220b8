import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeHome } from '../home.ts'

const Remembered = z.object({
  /** The highest version that a signed list has named. */
  highestSeen: z.string().nullable(),
  /** When somebody asked last. */
  askedAtMs: z.number().nullable(),
})
export type Remembered = z.infer<typeof Remembered>

export interface Memory {
  read(): Remembered
  write(it: Remembered): void
}

const NOTHING: Remembered = { highestSeen: null, askedAtMs: null }

/** What is remembered of versions, in the agent's own folder. */
export function openMemory(home: string): Memory {
  const path = join(home, 'update.json')
  return {
    read() {
      try {
        return existsSync(path) ? Remembered.parse(JSON.parse(readFileSync(path, 'utf8'))) : NOTHING
      } catch {
        return NOTHING
      }
    },
    write(it) {
      makeHome(home)
      writeFileSync(`${path}.new`, JSON.stringify(it), { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
  }
}
