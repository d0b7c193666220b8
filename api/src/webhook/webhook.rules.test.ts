import { describe, expect, test } from 'bun:test'
import { Webhook } from 'standardwebhooks'
import { HOUR_MS } from '../lib/time.ts'
import {
  isDeadSince,
  messageIdOf,
  newWebhookSecret,
  nextDeliveryAt,
  payloadOf,
  signedHeaders,
} from './webhook.rules.ts'

const now = new Date()
const message = { messageId: 'msg_1', body: '{"type":"a","data":{"name":"Ünïcode"}}' }

describe('a signature', () => {
  test('is what the standard’s own vector says', () => {
    const headers = signedHeaders(
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
      { messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      new Date(1_614_265_330_000),
    )
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })

  test('is accepted by the standard’s own library, and not with a byte changed', () => {
    const secret = newWebhookSecret()
    const headers = signedHeaders([secret], message, now)
    expect(new Webhook(secret).verify(message.body, headers)).toEqual(JSON.parse(message.body))
    expect(() => new Webhook(secret).verify(`${message.body} `, headers)).toThrow()
    expect(() => new Webhook(newWebhookSecret()).verify(message.body, headers)).toThrow()
  })

  test('is there twice while two secrets live, for a receiver who has either', () => {
    const [newer, older] = [newWebhookSecret(), newWebhookSecret()]
    const headers = signedHeaders([newer, older], message, now)
    for (const secret of [newer, older]) new Webhook(secret).verify(message.body, headers)
    expect(headers['webhook-signature']?.split(' ').length).toBe(2)
  })

  test('is too old for a receiver after five minutes', () => {
    const secret = newWebhookSecret()
    const headers = signedHeaders([secret], message, new Date(now.getTime() - 301_000))
    expect(() => new Webhook(secret).verify(message.body, headers)).toThrow()
  })
})

test('secrets are long, differ, and are written as the standard writes them', () => {
  const secrets = Array.from({ length: 100 }, newWebhookSecret)
  expect(new Set(secrets).size).toBe(100)
  for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
})

test('a payload says what, when and about what', () => {
  expect(JSON.parse(payloadOf({ type: 'a', at: now, data: { b: 1 } }))).toEqual({
    type: 'a',
    timestamp: now.toISOString(),
    data: { b: 1 },
  })
  expect(messageIdOf('0b7ad9cf-5a4e-4ac1-8ff7-a1b75e1e6c01')).toBe(
    'msg_0b7ad9cf5a4e4ac18ff7a1b75e1e6c01',
  )
})

describe('trying again', () => {
  const waits = (random: number, retryAfterSeconds: number | null = null) =>
    Array.from({ length: 10 }, (_, at) => {
      const next = nextDeliveryAt({ attempts: at + 1, retryAfterSeconds, now, random })
      return next && next.getTime() - now.getTime()
    })

  test('goes on for about three days, ever more slowly, and then ends', () => {
    const all = waits(0)
    expect(all.at(-1)).toBeNull()
    const sum = all.reduce<number>((total, wait) => total + (wait ?? 0), 0)
    expect(sum / HOUR_MS).toBeWithin(72, 96)
    for (const [at, wait] of all.slice(1, -1).entries())
      expect(wait ?? 0).toBeGreaterThan(all[at] ?? 0)
  })

  test('is spread out, and never comes before it was asked to', () => {
    expect(waits(0.99)[1]).toBeGreaterThan(waits(0)[1] ?? 0)
    expect(waits(0, 600)[0]).toBe(600_000)
    expect(waits(0, 10 ** 9)[0]).toBe(24 * HOUR_MS)
  })
})

test('five days without an answer are enough', () => {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)
  expect([isDeadSince(ago(119), now), isDeadSince(ago(120), now)]).toEqual([false, true])
})
