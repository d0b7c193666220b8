import { afterEach, beforeEach, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'

let dir: string
const running: Bun.Subprocess[] = []
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stripe-crash-'))
})
afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill('SIGKILL')
    await child.exited
  }
  rmSync(dir, { recursive: true, force: true })
})

/** Starts the program and waits for its one line. */
async function run() {
  const main = join(import.meta.dir, '..', 'main.ts')
  const child = Bun.spawn(['bun', main, '--data', dir], { stdout: 'pipe', stderr: 'inherit' })
  running.push(child)
  const { value } = await child.stdout.getReader().read()
  const { origins } = JSON.parse(new TextDecoder().decode(value)) as {
    origins: { stripe: string }
  }
  const { hostname, port } = new URL(origins.stripe)
  const options = { host: hostname, port, protocol: 'http' as const, maxNetworkRetries: 0 }
  return { child, stripe: new Stripe('sk_test_sandbox', options) }
}

test('what was answered before a kill is there after it, once, with its event', async () => {
  const answered = new Map<string, string>()
  for (let round = 0; round < 3; round += 1) {
    const { child, stripe } = await run()
    const asked = Array.from({ length: 60 }, async (_, n) => {
      const key = `round-${round}-${n}`
      const made = await stripe.customers.create({ name: key }, { idempotencyKey: key })
      answered.set(key, made.id)
      if (n === 20) child.kill('SIGKILL')
    })
    await Promise.allSettled(asked)
    await child.exited
  }
  const { stripe } = await run()
  for (const [key, id] of answered) {
    const again = await stripe.customers.create({ name: key }, { idempotencyKey: key })
    expect(again.id).toBe(id)
  }
  const customers: string[] = []
  for await (const it of stripe.customers.list({ limit: 100 })) customers.push(it.id)
  const told: string[] = []
  for await (const it of stripe.events.list({ type: 'customer.created', limit: 100 })) {
    told.push((it.data.object as Stripe.Customer).id)
  }
  expect(answered.size).toBeGreaterThan(20)
  expect(new Set(told)).toEqual(new Set(customers))
  expect(customers).toEqual(expect.arrayContaining([...answered.values()]))
  expect(told).toHaveLength(customers.length)
}, 30_000)
