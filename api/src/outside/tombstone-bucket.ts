import { S3Client } from 'bun'
import type { Config } from '../config.ts'
import { type Tombstone, type TombstoneBook, tombstonesIn } from './tombstone-book.ts'

type Settings = Extract<Config['tombstones'], { kind: 's3' }>

/** The book in a bucket that every process reaches: each entry an object, none is ever changed. */
export function createTombstoneBucket({ prefix, ...settings }: Settings): TombstoneBook {
  const bucket = new S3Client(settings)
  return {
    async add(stones) {
      if (stones.length === 0) return
      const name = `${prefix}${new Date().toISOString()}-${crypto.randomUUID()}`
      await bucket.write(name, stones.map(stone => JSON.stringify(stone)).join('\n'))
    },
    async read() {
      const found: Tombstone[] = []
      for await (const names of pages(bucket, prefix)) {
        // At once: a start waits for the whole book, and the others for that start.
        const texts = await Promise.all(names.map(name => bucket.file(name).text()))
        found.push(...texts.flatMap(tombstonesIn))
      }
      return found
    },
  }
}

async function* pages(bucket: S3Client, prefix: string): AsyncGenerator<string[]> {
  let startAfter: string | undefined
  for (;;) {
    const page = await bucket.list({ prefix, ...(startAfter && { startAfter }) })
    const keys = (page.contents ?? []).map(({ key }) => key)
    yield keys
    startAfter = keys.at(-1)
    if (!page.isTruncated || startAfter === undefined) return
  }
}
