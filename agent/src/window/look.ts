import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { inHome } from '../home.ts'
import { windowFolder } from './window-folder.ts'

/** How the window looks, and whether its first steps were taken. */
export const Look = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system').default('system'),
  /** Null: the first language of this computer that there are words in. */
  language: z.enum(['en', 'de']).nullable().catch(null).default(null),
  isSetUp: z.boolean().catch(false).default(false),
  /** The version that somebody has seen last; null: none yet. */
  seenVersion: z.string().nullable().catch(null).default(null),
})
export type Look = z.infer<typeof Look>
export const LookChange = z.object({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  language: z.enum(['en', 'de']).nullable().optional(),
  isSetUp: z.boolean().optional(),
  seenVersion: z.string().nullable().optional(),
})

const fileIn = (home: string) => join(home, 'window', 'look.json')

/** Kept beside the journal: a browser forgets it, because each start has another address. */
export function readLook(home: string): Look {
  const path = fileIn(home)
  try {
    return Look.parse(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {})
  } catch {
    // Damaged, it is worth no more than having to choose again.
    return Look.parse({})
  }
}

export function changeLook(home: string, change: z.infer<typeof LookChange>): Look {
  const next = Look.parse({ ...readLook(home), ...change })
  windowFolder(home)
  const path = fileIn(home)
  inHome(home, () => {
    writeFileSync(`${path}.new`, JSON.stringify(next), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  })
  return next
}
