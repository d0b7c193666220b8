import { afterAll, expect, test } from 'bun:test'
import { createTombstoneBucket } from '../src/outside/tombstone-bucket.ts'
import { startBucket } from './servers/bucket.ts'
import { testConfig } from './test-config.ts'

const bucket = startBucket({ pageSize: 3 })
afterAll(() => bucket.stop())

const config = () =>
  testConfig({
    TOMBSTONES_URL: 's3://people/of-studio/gone',
    BUCKET_ENDPOINT: bucket.url,
    BUCKET_KEY_ID: 'id',
    BUCKET_SECRET_KEY: 'secret',
  }).tombstones

function openBook() {
  const settings = config()
  if (settings.kind !== 's3') throw new Error('no bucket')
  return createTombstoneBucket(settings)
}

const stone = (n: number) => ({
  hash: n.toString(16).padStart(64, '0'),
  subject: 'person' as const,
  at: new Date(n).toISOString(),
})

test('what one process writes into the bucket another reads, page after page', async () => {
  const stones = Array.from({ length: 8 }, (_, n) => stone(n))
  const [here, there] = [openBook(), openBook()]
  expect(await there.read()).toEqual([])
  await here.add(stones.slice(0, 2))
  for (const one of stones.slice(2)) await here.add([one])
  const read = await there.read()
  expect(read.map(({ hash }) => hash).toSorted()).toEqual(stones.map(({ hash }) => hash))
  expect([...bucket.objects.keys()].every(key => key.startsWith('of-studio/gone/'))).toBe(true)
})

test('a bucket that refuses is no reason to believe that somebody is in the book', async () => {
  bucket.refuse(403)
  const [added, read] = await Promise.allSettled([openBook().add([stone(9)]), openBook().read()])
  expect([added.status, read.status]).toEqual(['rejected', 'rejected'])
})
