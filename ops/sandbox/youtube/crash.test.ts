import { afterEach, beforeEach, expect, test } from 'bun:test'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Bench, bench } from '../kit/testing.ts'
import { bearer, CHUNK, put, resource, signIn, startUpload } from './testing.ts'
import { startYouTube } from './youtube.ts'

const TOTAL = 48 * CHUNK + 11
const film = new Uint8Array(TOTAL).map((_, index) => (index * 7 + (index >> 9)) % 251)
const sha256 = new Bun.CryptoHasher('sha256').update(film).digest('hex')

let it: Bench
let token: string
let uri: string
beforeEach(async () => {
  it = await bench(startYouTube)
  token = (await signIn(it)).access_token
  const started = await startUpload([it, token], resource(), TOTAL)
  uri = started.headers.get('location') ?? ''
})
afterEach(() => it.close())

/** A PUT of the whole film that sends so many bytes, then waits until it is let go or aborted. */
function stalledPut(sentBytes: number) {
  const hold = Promise.withResolvers<void>()
  const abort = new AbortController()
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(film.slice(0, sentBytes))
      await hold.promise
      controller.enqueue(film.slice(sentBytes).fill(0))
      controller.close()
    },
  })
  const headers = { ...bearer(token), 'content-length': String(TOTAL) }
  const init = { method: 'PUT', headers, body, redirect: 'manual', keepalive: false } as const
  const answer = fetch(uri, { ...init, signal: abort.signal }).catch((error: Error) => error)
  return { answer, release: () => hold.resolve(), abort: () => abort.abort() }
}

const probe = () => put(uri, token, { range: `bytes */${TOTAL}` })

/** Resolves once so many bytes of the upload are on the platform's disk; a probe would end it. */
async function arrived(bytes: number): Promise<void> {
  const files = join(it.dir, 'youtube', 'files')
  const size = () =>
    Math.max(0, ...readdirSync(files).map(name => statSync(join(files, name)).size))
  while (size() < bytes) await Bun.sleep(2)
}

const offset = async () => Number((await probe()).headers.get('range')?.split('-')[1] ?? -1) + 1

const rest = (from: number) =>
  put(uri, token, { body: film.slice(from), range: `bytes ${from}-${TOTAL - 1}/${TOTAL}` })

test('a request that comes back to life cannot spoil the upload that replaced it', async () => {
  const stalled = stalledPut(4 * CHUNK)
  await arrived(4 * CHUNK)
  expect(await offset()).toBe(4 * CHUNK)
  expect((await rest(4 * CHUNK)).status).toBe(201)
  stalled.release()
  await stalled.answer
  const { publications } = await it.ledger()
  expect(publications).toHaveLength(1)
  expect(publications[0]).toMatchObject({ sha256, sizeBytes: TOTAL })
  const file = await it.get(`/_sandbox/files/${publications[0]?.remoteId}`)
  expect(Buffer.from(await file.arrayBuffer()).equals(film)).toBe(true)
})

test('a client that hangs up goes on where the bytes ended', async () => {
  const stalled = stalledPut(4 * CHUNK)
  await arrived(4 * CHUNK)
  stalled.abort()
  await stalled.answer
  expect(await offset()).toBe(4 * CHUNK)
  expect((await rest(4 * CHUNK)).status).toBe(201)
  expect((await it.ledger()).publications).toMatchObject([{ sha256 }])
})

test('two probes at the end make one video', async () => {
  await it.post('/_sandbox/faults', { method: 'PUT', fault: { kind: 'drop-after' } })
  await expect(rest(0)).rejects.toThrow()
  const answers = await Promise.all([probe(), probe(), probe()])
  expect(answers.map(answer => answer.status)).toEqual([201, 201, 201])
  expect((await it.ledger()).publications).toHaveLength(1)
})
