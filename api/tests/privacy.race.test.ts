import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { Redis } from 'ioredis'
import { writeAudit } from '../src/audit/audit.queries.ts'
import { spreadEvents } from '../src/event/spread-events.ts'
import { DAY_MS } from '../src/lib/time.ts'
import { sendMails } from '../src/mail/send-mails.ts'
import { runDeletions } from '../src/privacy/deletion/run-deletions.ts'
import { insertPart } from '../src/privacy/export/export-parts.queries.ts'
import { makeExports } from '../src/privacy/export/make-exports.ts'
import { keepRetention } from '../src/privacy/keep-retention.ts'
import { REGISTRY, TABLES } from '../src/privacy/registry.ts'
import { connect } from './connect.ts'
import { type Client, startApi, type TestApi } from './harness.ts'
import { proved } from './long-run.ts'
import { type Canary, dumpOf, foundIn, type Seed, seedCanaries } from './privacy/canaries.ts'
import { type MailServer, mailServer } from './servers/mail-server.ts'
import { realRedis } from './servers/redis-door.ts'
import { type TestSandboxes, testSandboxes } from './servers/sandboxes.ts'
import { startWorld } from './stripe/stripe-world.ts'

if (!process.env.DATABASE_URL) {
  throw new Error(
    'DATABASE_URL is not set: this needs a real Postgres. Run: bun ops/services.ts postgres',
  )
}

const PASSWORD = 'a password of canaries 7'
/** What is about nobody, or stays under a number that leads to nobody. */
const NOBODYS = [
  'departed',
  'guess',
  'marketing_spend',
  'operator_alert',
  'meta_request',
  'tombstone',
  'deletion',
]

let database: TestDatabase
let world: Awaited<ReturnType<typeof startWorld>>
let sandboxes: TestSandboxes
let mails: MailServer
let api: TestApi
let customerId: string
let subject: Seed
let other: Seed
beforeAll(async () => {
  database = await testDatabase()
  world = await startWorld()
  sandboxes = await testSandboxes()
  mails = await mailServer()
  const origins = `${sandboxes.env.SANDBOX_ORIGINS},stripe=${world.origin}`
  const env = { REDIS_URL: realRedis(), SANDBOX_ORIGINS: origins, SMTP_URL: mails.url }
  api = await startApi({ database, env })
  customerId = (await world.customer('pm_card_visa')).customerId
  subject = await seedSubject(customerId)
  other = await seedSubject(`cus_${crypto.randomUUID().slice(0, 8)}`)
}, 120_000)
afterAll(async () => {
  await api?.close()
  await mails?.close()
  await sandboxes?.close()
  await world?.close()
})

/** A person and their workspace with a canary in every column, who can sign in. */
async function seedSubject(customer: string): Promise<Seed> {
  const passwordHash = await api.deps.identity.passwords.hash(PASSWORD)
  const seed = await seedCanaries(api.db, {
    skip: [...NOBODYS, 'audit_head', 'audit', 'audit_who', 'audit_seal'],
    fixed: {
      'person.password_hash': passwordHash,
      'person.totp_confirmed_at': null,
      'person.tokens_valid_after': null,
      'billing.customer_id': customer,
      'stripe_event.customer_id': customer,
      'stripe_event.handled_at': new Date().toISOString(),
      'plan_change.from_plan': 'free',
      'plan_change.to_plan': 'pro',
      'milestone.name': 'signed_up',
      'data_export.state': 'ready',
      'data_export.expires_at': new Date(Date.now() + 30 * DAY_MS).toISOString(),
      // Without access that we could open there is nothing to take back.
      'connection.sealed': null,
      'connection.state': 'lost',
      'event.spread_at': new Date().toISOString(),
      'mail.sent_at': new Date().toISOString(),
    },
  })
  const more = (column: string, text: string): Canary => ({ table: 'by hand', column, text })
  const { workspaceId, personId } = seed
  const exportId = seed.canaries.find(it => it.column === 'export_id')?.text ?? ''
  const bytes = Buffer.from(seed.canaries.map(({ text }) => text).join('\n'))
  await insertPart(api.db, { workspaceId, exportId }, { place: 0, bytes })
  const nasty = `canary-address-${crypto.randomUUID().slice(0, 8)}`
  await writeAudit(
    { ...api.deps, address: nasty, userAgent: nasty, requestId: nasty },
    {
      ...{ workspaceId, personId, action: 'authn_token_created:key', target: `device:${nasty}` },
      detail: { name: nasty },
    },
  )
  seed.canaries.push(
    more('audit', nasty),
    more('password', passwordHash),
    more('workspace', workspaceId),
    more('customer', customer),
  )
  return seed
}

async function everythingInRedis(): Promise<string> {
  const redis = new Redis(realRedis())
  const keys = await redis.keys('*')
  const values = await Promise.all(keys.map(key => redis.dump(key)))
  await redis.quit()
  return keys.concat(values.map(String)).join('\n')
}

async function everyFile(): Promise<string> {
  const folder = api.deps.config.dataFolder
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  const texts = files.map(async ({ parentPath, name }) => {
    const text = await readFile(join(parentPath, name), 'latin1')
    return `${parentPath}/${name}\n${text}`
  })
  return (await Promise.all(texts)).join('\n')
}

async function hits(seed: Seed) {
  const dump = [...(await dumpOf(api.db)).values()].join('\n')
  return {
    postgres: foundIn(dump, seed),
    redis: foundIn(await everythingInRedis(), seed),
    files: foundIn(await everyFile(), seed),
    log: foundIn(api.logged.join('\n'), seed),
  }
}

async function signedIn(seed: Seed): Promise<Client> {
  const email = seed.canaries.find(
    ({ table, column }) => table === 'person' && column === 'email',
  )?.text
  const json = { email, password: PASSWORD }
  const { headers } = await api.rest('/api/v1/auth/login', { json })
  const cookie = (headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
  return api.client({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
}

const later = (days: number) => ({
  ...api.deps,
  now: () => new Date(Date.now() + days * DAY_MS),
})

/** What a person of the seed leads to: everybody in the workspace, everything outside. */
async function leave(browser: Client): Promise<void> {
  await browser.privacy.requestDeletion.mutate({ subject: 'person', password: PASSWORD })
  await spreadEvents(api.deps)
  await sendMails(api.deps)
  await runDeletions(later(15))
  await spreadEvents(later(15))
  await sendMails(later(15))
}

test('of a person with a canary in every column nothing is left, anywhere', async () => {
  const columns = TABLES.filter(table => !NOBODYS.includes(table) && !table.startsWith('audit'))
    .flatMap(table => Object.keys(REGISTRY[table].columns).map(column => `${table}.${column}`))
    .sort()
  const seeded = subject.canaries.filter(({ table }) => table !== 'by hand')
  expect(seeded.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(columns)

  const browser = await signedIn(subject)
  await browser.workspace.get.query()
  const before = await hits(subject)
  const all = subject.canaries.flatMap(({ table, column, text }) =>
    text === null ? [] : [`${table}.${column}`],
  )
  expect(before.postgres.toSorted()).toEqual(all.toSorted())
  expect(before.redis).toContain('by hand.workspace')

  await leave(browser)
  expect(await hits(subject)).toEqual({ postgres: [], redis: [], files: [], log: [] })
  expect(await world.get(`customers/${customerId}`)).toMatchObject({ deleted: true })
  const kinds = mails.received.map(({ source }) => /^Subject: (.*)$/m.exec(source)?.[1] ?? '')
  expect(kinds.some(kind => /delet/i.test(kind))).toBe(true)
  proved(`${all.length} canaries of one person: 0 left in Postgres, Redis, files and log`)
}, 120_000)

test('of somebody else not a single canary is missed', async () => {
  const { postgres } = await hits(other)
  const all = other.canaries.flatMap(({ table, column, text }) =>
    text === null ? [] : [`${table}.${column}`],
  )
  expect(postgres.toSorted()).toEqual(all.toSorted())
})

test('what Stripe still says about somebody who is gone is forgotten, too', async () => {
  const said = { event_id: crypto.randomUUID(), type: 'customer.deleted', is_live: false }
  await api.db
    .insertInto('stripe_event')
    .values({ ...said, customer_id: customerId, body: 'their name', created_at: new Date() })
    .execute()
  await keepRetention(api.deps)
  const left = await api.db.selectFrom('stripe_event').select(['event_id', 'customer_id']).execute()
  expect(left.map(({ event_id }) => event_id)).not.toContain(said.event_id)
  expect(left.length).toBeGreaterThan(0)
})

test('platforms are told that we no longer have access', async () => {
  const creator = await api.creator({ plan: 'pro' })
  await connect(creator, 'youtube')
  const { browser, password } = creator
  await browser.privacy.requestDeletion.mutate({ subject: 'workspace', password })
  await runDeletions(later(15))
  const { requests } = await sandboxes.ledger('youtube')
  const revoked = requests.filter(({ path }) => path.includes('revoke'))
  expect(revoked.map(({ status }) => status)).toEqual([200])
  const left = await api.db
    .selectFrom('connection')
    .select('connection_id')
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  expect(left).toEqual([])
}, 60_000)

test('a copy that is being made while its owner is deleted is left nowhere', async () => {
  const creator = await api.creator()
  const { browser, password } = creator
  await browser.privacy.requestExport.mutate({ subject: 'person', password })
  await browser.privacy.requestDeletion.mutate({ subject: 'person', password })
  const { archives, tombstones } = api.deps.files
  let isMade = false
  await makeExports({
    ...api.deps,
    files: {
      tombstones,
      archives: {
        ...archives,
        async pack(...given) {
          const sizeBytes = await archives.pack(...given)
          isMade = sizeBytes > 0
          await runDeletions(later(15))
          return sizeBytes
        },
      },
    },
  })
  expect(isMade).toBe(true)
  const parts = api.db.selectFrom('export_part').where('workspace_id', '=', creator.workspaceId)
  expect(await parts.select('place').execute()).toEqual([])
}, 60_000)
