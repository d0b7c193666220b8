import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Wish } from '@content/api/contract'
import type { Core } from '../src/core.ts'
import { openJournal } from '../src/journal/journal.ts'
import { answerTo, untoldAnswers } from '../src/journal/orders.ts'
import { pausedUntil } from '../src/journal/pauses.ts'
import { hearOrders } from '../src/orders/hear-orders.ts'
import type { Listening } from '../src/outside/http-client.ts'

const home = mkdtempSync(join(tmpdir(), 'agent-orders-'))
const journal = openJournal(home)
afterAll(() => {
  journal.close()
  rmSync(home, { recursive: true, force: true })
})

/** A server that gives orders over one line, and keeps what it is told of them. */
function orderingServer() {
  const line = Promise.withResolvers<void>()
  let say = (_: string) => {}
  const told = new Map<string, string>()
  const listen = ({ signal }: Listening, onText: (text: string) => void) => {
    say = onText
    onText('event: connected\ndata: {}\n\n')
    line.resolve()
    return new Promise((_, reject) => signal.addEventListener('abort', reject))
  }
  const mutate = async (it: { orderId: string; state: string }) => {
    told.set(it.orderId, it.state)
  }
  let seq = 0
  return {
    parts: { http: { listen }, server: { order: { answer: { mutate } } } },
    isHeard: line.promise,
    order(wish: Wish): string {
      seq += 1
      const order = { id: crypto.randomUUID(), seq, sha256: null, connectionId: null, wish }
      say(`data: ${JSON.stringify(order)}\nid: ${seq}\n\n`)
      return order.id
    },
    /** It was carried out, and told too where only the note of that is to be kept back. */
    isAnswered: (orderId: string, isTold: number) =>
      until(() => answerTo(journal, orderId) !== null && (isTold === 0 || told.has(orderId))),
    isTold: (orderId: string) =>
      until(() => told.get(orderId) === 'done' && untoldAnswers(journal).length === 0),
  }
}

/** The time limit ends this. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await Bun.sleep(10)
}

test.each([
  ['to be told of', 0],
  ['was told of', 1],
])('orders are heard on after a full disk kept back what %s', async (_, isTold) => {
  const server = orderingServer()
  const config = { givenApiKey: 'cc_key', backendUrl: 'http://127.0.0.1:9' }
  // Safe: to hear a pause asks for nothing else.
  const core = { ...server.parts, config, journal, now: Date.now } as unknown as Core
  const orders = hearOrders(core, () => {})
  journal.db.run(`create trigger full before update on device_order when new.is_told = ${isTold}
    begin select raise(abort, 'database or disk is full'); end`)
  await server.isHeard
  const first = server.order({ kind: 'pause', until: null })
  await server.isAnswered(first, isTold)
  journal.db.run('drop trigger full')
  await server.isTold(first)
  expect(pausedUntil(journal, Date.now())).not.toBeNull()
  await server.isTold(server.order({ kind: 'resume' }))
  expect(pausedUntil(journal, Date.now())).toBeNull()
  await orders.close()
})
