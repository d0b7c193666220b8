import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { gzipSync } from 'node:zlib'
import { newId } from '../src/lib/id.ts'
import { DAY_SECONDS } from '../src/lib/time.ts'
import { START_MS, startApi, type TestApi } from './harness.ts'
import {
  deliver,
  digest,
  eventAbout,
  SECRET,
  signatureOf,
  WEBHOOK,
} from './stripe/stripe-messages.ts'

// Nobody listens on port 1: Stripe is down, which must not matter to who takes messages in.
const STRIPE_IS_DOWN = { SANDBOX_ORIGINS: 'stripe=http://127.0.0.1:1' }
let api: TestApi

beforeAll(async () => {
  api = await startApi({ env: STRIPE_IS_DOWN })
}, START_MS)
afterAll(() => api.close())

const kept = (eventId: string) =>
  api.db.selectFrom('stripe_event').selectAll().where('event_id', '=', eventId).executeTakeFirst()
const countKept = async () =>
  (await api.db.selectFrom('stripe_event').select('event_id').execute()).length

async function customer(): Promise<string> {
  const { workspaceId } = await api.creator()
  const customerId = `cus_${newId()}`
  const row = { workspace_id: workspaceId, customer_id: customerId }
  await api.db.insertInto('billing').values(row).execute()
  return customerId
}

describe('a message is taken in', () => {
  test('once, however often it comes, and waits while Stripe cannot be asked', async () => {
    const event = eventAbout(await customer())
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(api, event)))
    expect(new Set(answers)).toEqual(new Set([200]))
    expect(await kept(event.id)).toMatchObject({ type: event.type, handled_at: null })
    expect(await countKept()).toBe(1)
  })

  test('of a type that nobody knows, about a customer that nobody knows, about none', async () => {
    const stranger = eventAbout('cus_nobody', { type: 'something.new' })
    expect(await deliver(api, stranger)).toBe(200)
    expect(await kept(stranger.id)).toMatchObject({
      type: 'something.new',
      last_reason: 'about no customer of ours',
    })
    const nobody = eventAbout(null)
    expect(await deliver(api, nobody)).toBe(200)
    expect((await kept(nobody.id))?.handled_at).not.toBeNull()
  })

  test('in the thin form, which holds no data at all', async () => {
    const { id, type } = eventAbout(null)
    const thin = {
      ...{ id, type, object: 'v2.core.event', livemode: false, reason: null, context: null },
      created: '2026-11-22T10:00:00.000Z',
      related_object: { id: 'cus_1', type: 'customer', url: '/v1/customers/cus_1' },
    }
    expect(await deliver(api, thin)).toBe(200)
    expect((await kept(id))?.created_at).toEqual(new Date('2026-11-22T10:00:00Z'))
  })

  test('with a byte order mark in front, and still only once', async () => {
    const event = eventAbout(null)
    const text = JSON.stringify(event)
    const marked = new TextEncoder().encode(`\uFEFF${text}`)
    expect(await deliver(api, marked, { 'Stripe-Signature': signatureOf(text) })).toBe(200)
    expect(await deliver(api, event)).toBe(200)
    expect((await kept(event.id))?.body).toBe(text)
  })

  test('when one of two signatures fits, as while a secret is changed', async () => {
    const body = JSON.stringify(eventAbout(null))
    const [time, good] = signatureOf(body).split(',')
    const both = `${time},v1=${'0'.repeat(64)},${good}`
    expect(await deliver(api, body, { 'Stripe-Signature': both })).toBe(200)
  })

  test('when it was signed 299 seconds ago, or by a clock 299 seconds ahead of ours', async () => {
    for (const seconds of [-298, 298]) {
      const body = JSON.stringify(eventAbout(null))
      const at = new Date(Date.now() + seconds * 1000)
      expect(await deliver(api, body, { 'Stripe-Signature': signatureOf(body, { at }) })).toBe(200)
    }
  })

  test('up to 256 KB of it', async () => {
    const event = eventAbout(null, { padding: '' })
    const padding = 'x'.repeat(256 * 1024 - JSON.stringify(event).length)
    expect(await deliver(api, { ...event, padding })).toBe(200)
    expect(await deliver(api, { ...eventAbout(null), padding: `${padding}more` })).toBe(413)
  })
})

describe('nothing is written, and nothing breaks,', () => {
  const body = JSON.stringify(eventAbout('cus_forged'))
  const now = String(Math.floor(Date.now() / 1000))
  const good = digest(body, now)
  const signedSeconds = (ahead: number) => () =>
    signatureOf(body, { at: new Date(Date.now() + ahead * 1000) })
  const refused: [what: string, signature: (() => string) | string | undefined, status: number][] =
    [
      ['without a signature', undefined, 400],
      ['with an empty one', '', 400],
      ['with only the old scheme', `t=${now},v0=${good}`, 400],
      ['with a time that is no number', `t=abc,v1=${digest(body, 'abc')}`, 400],
      ['with a time that is not whole', `t=${now}.5,v1=${digest(body, `${now}.5`)}`, 400],
      ['with a negative time', `t=-1,v1=${digest(body, '-1')}`, 400],
      ['with two times', `t=${now},t=${now},v1=${good}`, 400],
      ['without a time', `v1=${good}`, 400],
      ['with words for a signature', 'let me in', 400],
      ['signed with another secret', signatureOf(body, { secret: 'whsec_other' }), 401],
      ['signed with an empty secret', signatureOf(body, { secret: ' ' }), 401],
      ['signed over another body', signatureOf(`${body} `), 401],
      ['signed over another time', `t=${now},v1=${digest(body, '1')}`, 401],
      ['signed 302 seconds ago', signedSeconds(-302), 401],
      ['signed yesterday', signedSeconds(-DAY_SECONDS), 401],
      ['signed 302 seconds ahead', signedSeconds(302), 401],
      ['signed ten years ahead', signedSeconds(315_360_000), 401],
    ]
  for (const [what, signature, status] of refused) {
    test(`when it comes ${what}`, async () => {
      const before = await countKept()
      const sent = typeof signature === 'function' ? signature() : signature
      expect(await deliver(api, body, { 'Stripe-Signature': sent })).toBe(status)
      expect(await countKept()).toBe(before)
    })
  }

  const live = JSON.stringify(eventAbout('cus_live', { livemode: true }))
  const shapes: [what: string, body: string, status: number][] = [
    ['was parsed and written again', JSON.stringify(JSON.parse(body), null, 1), 401],
    ['is of the live mode', live, 400],
    ['is no JSON', 'not json', 400],
    ['is no event', '{"object":"event"}', 400],
    ['is a list', '[]', 400],
    ['is null', 'null', 400],
    ['has an id that is no text', '{"id":1,"type":"a","created":1,"livemode":false}', 400],
    ['happened at no time', '{"id":"a","type":"a","created":"soon","livemode":false}', 400],
    ['is empty', '', 401],
  ]
  for (const [what, sent, status] of shapes) {
    test(`when it ${what}`, async () => {
      const before = await countKept()
      const signature = signatureOf(status === 401 && sent !== '' ? body : sent)
      expect(await deliver(api, sent, { 'Stripe-Signature': signature })).toBe(status)
      expect(await countKept()).toBe(before)
    })
  }

  test('when it is compressed, even if well signed', async () => {
    const before = await countKept()
    const packed = new Uint8Array(gzipSync(body))
    expect(await deliver(api, packed, { 'Content-Encoding': 'gzip' })).toBe(415)
    expect(await deliver(api, packed)).toBe(401)
    expect(await countKept()).toBe(before)
  })

  test('when it is asked for instead of sent', async () => {
    const answer = await api.rest(WEBHOOK)
    expect([answer.status, answer.headers.get('Allow')]).toEqual([405, 'POST'])
  })
})

test('where there is no secret, or no billing, there is no inbox', async () => {
  const withoutSecret = { SANDBOX_ORIGINS: '', STRIPE_SECRET_KEY: 'sk_test_1' }
  for (const env of [withoutSecret, { SANDBOX_ORIGINS: '' }]) {
    const closed = await startApi({ env })
    try {
      const body = JSON.stringify(eventAbout(null))
      for (const secret of [SECRET, ' ']) {
        const signature = signatureOf(body, { secret })
        expect(await deliver(closed, body, { 'Stripe-Signature': signature })).toBe(404)
      }
    } finally {
      await closed.close()
    }
  }
}, 30_000)
