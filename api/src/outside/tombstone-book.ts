import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const Tombstone = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  subject: z.enum(['person', 'workspace', 'customer']),
  at: z.iso.datetime(),
})
export type Tombstone = z.infer<typeof Tombstone>

/** Who was deleted, as hashes, apart from the database: a restored one knows nothing of them. */
export interface TombstoneBook {
  /** There for good when this returns. */
  add(stones: readonly Tombstone[]): Promise<void>
  read(): Promise<Tombstone[]>
}

/** The book as a file of this machine. */
export function createTombstoneBook(file: string): TombstoneBook {
  return {
    async add(stones) {
      if (stones.length === 0) return
      await mkdir(dirname(file), { recursive: true })
      const book = await open(file, 'a', 0o600)
      try {
        // Begun on a line of its own: a crash may have cut off the one before.
        await book.write(`\n${stones.map(stone => JSON.stringify(stone)).join('\n')}\n`)
        await book.sync()
      } finally {
        await book.close()
      }
    },
    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return ''
        throw error
      })
      return tombstonesIn(text)
    },
  }
}

/** Those that stand in a text, one a line; a line that was cut off is none. */
export const tombstonesIn = (text: string): Tombstone[] =>
  text.split('\n').flatMap(line => Tombstone.safeParse(asJson(line)).data ?? [])

function asJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
