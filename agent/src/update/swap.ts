import { z } from 'zod'
import type { Files } from './files.ts'

/** Where a program and what replaces it lie, side by side, so that one rename is all it takes. */
export interface Place {
  program: string
  isWindows: boolean
  files: Files
}

/** What is written down before anything is moved. */
const Swap = z.object({
  from: z.object({ version: z.string(), sha256: z.string() }),
  to: z.object({ version: z.string(), sha256: z.string() }),
  /** How often the new one was started without having said that it works. */
  starts: z.number().int(),
})
export type Swap = z.infer<typeof Swap>

/** Each stands beside the program, and keeps its ending: Windows starts nothing without. */
export function namesOf(program: string) {
  const [, stem = program, end = ''] = /^(.*?)(\.exe)?$/s.exec(program) ?? []
  const beside = (word: string) => `${stem}.${word}${end}`
  return {
    ...{ fresh: beside('new'), old: beside('old') },
    ...{ download: `${stem}.download`, record: `${stem}.update` },
  }
}

/** Puts the new program in the old one's place and keeps the old one beside it. */
export function swap({ program, isWindows, files }: Place, { from, to }: Omit<Swap, 'starts'>) {
  const { fresh, old } = namesOf(program)
  writeSwap({ program, files }, { from, to, starts: 0 })
  files.remove(old)
  // Windows renames a program that runs, but replaces none; elsewhere it is never out of its place.
  if (isWindows) files.rename(program, old)
  else files.link(program, old)
  files.syncFolder(program)
  files.rename(fresh, program)
  files.syncFolder(program)
}

/** The swap that has not been settled; null for none, and for a record that was cut off. */
export function readSwap({ program, files }: Pick<Place, 'program' | 'files'>): Swap | null {
  const text = files.read(namesOf(program).record)
  if (text === null) return null
  try {
    return Swap.parse(JSON.parse(text))
  } catch {
    return null
  }
}

export function writeSwap({ program, files }: Pick<Place, 'program' | 'files'>, it: Swap): void {
  const { record } = namesOf(program)
  files.write(`${record}.new`, JSON.stringify(it))
  files.sync(`${record}.new`)
  files.rename(`${record}.new`, record)
  files.syncFolder(record)
}

/** Nothing is under way any more: what stood beside the program goes, the record last. */
export function settle({ program, files }: Pick<Place, 'program' | 'files'>): void {
  const { fresh, old, record } = namesOf(program)
  for (const path of [fresh, old, record]) files.remove(path)
}

/** The very program that ran before takes its place again; false where it is not there any more. */
export function goBack(place: Place, { from }: Swap): boolean {
  const { program, isWindows, files } = place
  const { old, fresh } = namesOf(program)
  const bytes = files.exists(old) ? files.bytes(old) : null
  if (!bytes || sha256(bytes) !== from.sha256) return false
  if (isWindows) {
    files.remove(fresh)
    files.rename(program, fresh)
  }
  files.rename(old, program)
  files.syncFolder(program)
  return true
}

export const sha256 = (bytes: Uint8Array) =>
  new Bun.CryptoHasher('sha256').update(bytes).digest('hex')
