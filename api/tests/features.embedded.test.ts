/** What runs without a database, a Redis or a key: each feature once, on the embedded parts. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateUp } from '@content/db'
import type { Connection } from '../contract/index.ts'
import { DeviceLoggedIn, DeviceLogin } from '../contract/index.ts'
import { sendMails } from '../src/mail/send-mails.ts'
import { createLog } from '../src/outside/log.ts'
import { openDatabase } from '../src/outside/postgres.ts'
import { makeExports } from '../src/privacy/export/make-exports.ts'
import type { AppRouter } from '../src/router.ts'
import { appRouter } from '../src/router.ts'
import { deliverWebhooks } from '../src/webhook/deliver-webhooks.ts'
import { connect } from './connect.ts'
import { openEvents } from './event-stream.ts'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'
import { openOrders } from './order-stream.ts'
import { PICTURE, reservationFor } from './publishing.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'
import { happenTo, openReceiver, quota } from './servers/webhook-receiver.ts'
import { openShop, type Shop } from './stripe/billing-shop.ts'

let folder: string
let sandboxes: TestSandboxes
let shop: Shop
let api: TestApi
let ada: Creator
let youtube: Connection
const receiver = openReceiver()

const database = () =>
  openDatabase(
    { kind: 'embedded', folder },
    createLog(() => undefined),
  )

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-embedded-'))
  sandboxes = await testSandboxes()
  const fresh = await database()
  await migrateUp(fresh.db)
  shop = await openShop({
    database: fresh,
    // Without the one that stands in for the model: no key is what is embedded.
    env: { SANDBOX_ORIGINS: `youtube=${sandboxes.origins.youtube}`, WEBHOOKS_TO_LOOPBACK: 'yes' },
  })
  api = shop.api
  ada = await api.creator({ plan: 'enterprise' })
  youtube = await connect(ada, 'youtube')
}, START_MS)
afterAll(async () => {
  await sandboxes.close()
  await receiver.close()
  await rm(folder, { recursive: true, force: true })
})

type Feature = keyof AppRouter['_def']['record']

/** One path through each feature; one without a line here does not compile. */
const PATHS: Record<Feature, () => Promise<void>> = {
  async account() {
    const { email, password } = ada
    const { status } = await api.rest('/api/v1/auth/login', { json: { email, password } })
    expect(status).toBe(200)
    expect(await ada.browser.account.me.query()).toMatchObject({ user: { email } })
  },
  async analytics() {
    const { publicationId } = await ada.key.publication.reserve.mutate(reservationFor(youtube))
    const at = {
      remoteId: 'abc',
      url: 'https://youtu.be/abc',
      publishedAt: new Date().toISOString(),
    }
    const outcome = { state: 'published', ...at } as const
    await ada.key.analytics.track.mutate({
      idempotencyKey: 'once-and-for-all',
      publicationId,
      outcome,
    })
    const { publications } = await ada.key.analytics.overview.query()
    expect(publications.published).toBe(1)
  },
  async audit() {
    expect((await ada.person.audit.list.query({})).lines.length).toBeGreaterThan(0)
    expect(await ada.person.audit.verify.query()).toMatchObject({ isWhole: true, brokenAt: null })
  },
  async billing() {
    const creator = await api.creator()
    await shop.pay(creator)
    expect(await creator.browser.billing.show.query()).toMatchObject({ plan: 'pro' })
  },
  async brand() {
    const look = { name: 'Ada & Söhne', colour: '#7c3aed' }
    await ada.person.brand.save.mutate(look)
    expect(await ada.key.brand.show.query()).toMatchObject(look)
  },
  async failure() {
    const places = [{ call: 'showHome', file: 'assets/index-a.js', line: 1, column: 2 }]
    await ada.browser.failure.tell.mutate({ of: 'dashboard', kind: 'RangeError', places })
    expect(api.logged.join()).toContain('at showHome (assets/index-a.js:1:2)')
  },
  async connection() {
    const grant = await ada.key.connection.grant.query({ platform: 'youtube' })
    expect(grant.connection.id).toBe(youtube.id)
  },
  async device() {
    const post = (path: string, json: object) => api.rest(`/api/v1/auth/device/${path}`, { json })
    const begun = await post('code', { device: 'Laptop' })
    const { userCode, deviceCode } = DeviceLogin.parse(begun.body)
    await ada.person.device.login.approve.mutate({ userCode, password: ada.password })
    const { apiKey } = DeviceLoggedIn.parse((await post('token', { deviceCode })).body)
    expect(await api.client(apiKey).account.me.query()).toMatchObject({
      device: { name: 'Laptop' },
    })
  },
  async enrichment() {
    const { metadata, author } = await ada.key.enrichment.generate.mutate({
      facts: {
        ...reservationFor(youtube).video,
        width: 1080,
        height: 1920,
        fps: 30,
        hasAudio: true,
      },
      platforms: ['youtube', 'instagram', 'tiktok'],
    })
    expect([metadata.length, author.kind]).toEqual([3, 'offline'])
  },
  async mail() {
    expect(await sendMails(api.deps)).toBeGreaterThan(0)
    expect(await readdir(join(api.deps.config.dataFolder, 'outbox'))).not.toEqual([])
  },
  async operator() {
    const { personId, browser } = ada
    const row = api.db.updateTable('person').set({ is_operator: true })
    await row.where('person_id', '=', personId).execute()
    expect(await browser.operator.figures.query({ month: '2020-01' })).toBeObject()
  },
  async order() {
    const [device] = await ada.person.device.list.query()
    const pause = { id: crypto.randomUUID(), deviceId: device?.id ?? '' }
    await using stream = await openOrders(api, ada.apiKey)
    await ada.browser.order.give.mutate({ ...pause, wish: { kind: 'pause', until: null } })
    expect((await stream.next()).order.id).toBe(pause.id)
  },
  async preview() {
    const { sha256 } = reservationFor(youtube).video
    expect(await ada.key.preview.isWanted.query({ sha256 })).toEqual({ isWanted: true })
    const sent = await ada.key.preview.send.mutate({ sha256, pictures: [PICTURE] })
    expect(sent).toEqual({ outcome: 'kept' })
  },
  async privacy() {
    const { browser, password } = ada
    await browser.privacy.requestExport.mutate({ subject: 'workspace', password })
    await makeExports(api.deps)
    expect((await browser.privacy.status.query()).exports).toMatchObject([{ state: 'ready' }])
  },
  async publication() {
    const watching = new AbortController()
    const heard = await openEvents(api, ada.token, watching.signal)
    const { publicationId } = await ada.key.publication.reserve.mutate(reservationFor(youtube))
    expect(await heard()).toContain(publicationId)
    watching.abort()
  },
  async webhook() {
    await ada.browser.webhook.create.mutate({ url: receiver.url, events: ['quota.warning'] })
    await happenTo(ada, api)
    expect(await deliverWebhooks(api.deps)).toBe(1)
    expect(receiver.arrived.map(({ body }) => JSON.parse(body).data)).toEqual([quota])
  },
  async workspace() {
    await ada.person.workspace.update.mutate({ name: 'The studio' })
    expect(await ada.key.workspace.get.query()).toMatchObject({ name: 'The studio' })
  },
}

for (const feature of Object.keys(appRouter._def.record)) {
  test(`${feature} works on what is embedded`, async () => {
    // Safe: the keys are those of the router that the type is made of.
    await PATHS[feature as Feature]()
  })
}

test('guesses are counted in memory, and refused when they are too many', async () => {
  const json = { email: 'nobody@example.test', password: 'a wrong guess' }
  const statuses: number[] = []
  while (statuses.at(-1) !== 429 && statuses.length < 50) {
    statuses.push((await api.rest('/api/v1/auth/login', { json })).status)
  }
  expect(statuses.at(-1)).toBe(429)
})

test('what was written is there after another start', async () => {
  await shop.close()
  const again = await startApi({ database: await database() })
  try {
    const { email, password } = ada
    expect((await again.rest('/api/v1/auth/login', { json: { email, password } })).status).toBe(200)
  } finally {
    await again.close()
  }
})
