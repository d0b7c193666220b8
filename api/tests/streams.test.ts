/** Each subscription, opened by each kind of credential, at each way in which those end. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { ANYTHING } from '../src/lib/id.ts'
import { MINUTE_MS } from '../src/lib/time.ts'
import { createLiveFeed, MOST_STREAMS } from '../src/outside/live-feed.ts'
import { createLog } from '../src/outside/log.ts'
import { appRouter } from '../src/router.ts'
import type { Access } from '../src/trpc.ts'
import { browserAt } from './browser.ts'
import type { Client, Creator, TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'
import { mailedSecret } from './mailbox.ts'

let api: TestApi
let aheadMs = 0
beforeAll(async () => {
  const log = createLog(() => undefined)
  api = await startApi({
    now: () => new Date(Date.now() + aheadMs),
    live: await createLiveFeed({ kind: 'memory' }, log, { beatMs: 50 }),
  })
}, START_MS)
afterAll(() => api.close())

interface Watcher {
  ada: Creator
  /** Calls with the very credential that the stream was opened with. */
  self: Client
}
interface Ending {
  of: ('session' | 'jwt' | 'key')[]
  happens(watcher: Watcher): Promise<unknown>
}

const both: Ending['of'] = ['session', 'jwt']
const all: Ending['of'] = [...both, 'key']

/** The same person in another browser. */
async function elsewhere({ email, password }: Creator) {
  const browser = browserAt(api)
  expect((await browser.login({ email, password })).status).toBe(200)
  return browser
}

const ENDINGS: Record<string, Ending> = {
  'signs out': { of: ['session'], happens: ({ self }) => self.account.logout.mutate() },
  'is signed out from elsewhere': {
    of: ['session'],
    async happens({ ada, self }) {
      const signIns = await self.account.session.list.query()
      const sessionId = signIns.find(it => it.isThisOne)?.id
      await (await elsewhere(ada)).call('account.session.end', { sessionId })
    },
  },
  'is signed out everywhere': {
    of: both,
    happens: async ({ ada }) => (await elsewhere(ada)).call('account.session.endAll'),
  },
  'signs out everywhere': { of: both, happens: ({ self }) => self.account.session.endAll.mutate() },
  'has a new password': {
    of: both,
    happens: async ({ ada: { password, ...ada } }) =>
      (await elsewhere({ ...ada, password })).call('account.password.change', {
        ...{ password, newPassword: 'a password after that one' },
      }),
  },
  'resets the password': {
    of: both,
    async happens({ ada }) {
      const browser = browserAt(api)
      await browser.call('account.password.forgot', { email: ada.email })
      const secret = await mailedSecret(api, ada.email, 'reset')
      await browser.call('account.password.reset', { secret, password: 'quite another password' })
    },
  },
  'is no member any more': {
    of: all,
    happens: ({ ada: { personId } }) =>
      api.db.deleteFrom('member').where('person_id', '=', personId).execute(),
  },
  'has no workspace any more': {
    of: all,
    happens: ({ ada: { workspaceId } }) =>
      api.db.deleteFrom('workspace').where('workspace_id', '=', workspaceId).execute(),
  },
  'has a lower role than it takes': {
    of: ['key'],
    happens: ({ ada: { personId } }) =>
      api.db
        .updateTable('member')
        .set({ role: 'viewer' })
        .where('person_id', '=', personId)
        .execute(),
  },
  'signs the device out': {
    of: ['key'],
    happens: ({ self }) => self.device.key.revokeOwn.mutate(),
  },
  'has the key stopped': {
    of: ['key'],
    async happens({ ada: { person } }) {
      for (const { id } of await person.device.key.list.query()) {
        await person.device.key.revoke.mutate({ keyId: id })
      }
    },
  },
  'has the key replaced': {
    of: ['key'],
    happens: ({ self }) => self.account.refreshApiKey.mutate({}),
  },
  'has a key whose time is over': {
    of: ['key'],
    happens: ({ ada: { personId } }) =>
      api.db
        .updateTable('device_key')
        .set({ expires_at: new Date(0) })
        .where('person_id', '=', personId)
        .execute(),
  },
  'has a key without that scope': {
    of: ['key'],
    happens: ({ ada: { personId } }) =>
      api.db
        .updateTable('device_key')
        .set({ scopes: ['read'] })
        .where('person_id', '=', personId)
        .execute(),
  },
  'has the device forgotten': {
    of: ['key'],
    happens: async ({ ada }) => ada.person.device.forget.mutate({ deviceId: await deviceOf(ada) }),
  },
  'goes on in another workspace': {
    of: ['session'],
    async happens({ ada, self }) {
      const { workspaceId } = await api.creator()
      const row = { workspace_id: workspaceId, person_id: ada.personId, role: 'viewer' }
      await api.db.insertInto('member').values(row).execute()
      await self.workspace.enter.mutate({ workspaceId })
    },
  },
  'has a sign-in whose time is over': {
    of: both,
    async happens({ ada: { personId } }) {
      aheadMs = 16 * MINUTE_MS
      const over = { expires_at: new Date(0) }
      await api.db.updateTable('session').set(over).where('person_id', '=', personId).execute()
    },
  },
}

const deviceOf = async ({ person }: Creator) => (await person.device.list.query())[0]?.id ?? ''

/** What a subscription is about, to whom, and told when it happens. */
const NEWS: Record<string, { to: Ending['of']; tell(ada: Told, about: string): Promise<void> }> = {
  'order.onOrder': { to: ['key'], tell: orderOf },
  'publication.onChange': {
    to: both,
    tell: ({ workspaceId }, about) => api.deps.shared.live.publish(workspaceId, about),
  },
}
type Told = Pick<Creator, 'workspaceId'> & { deviceId: string }

/** As `order.give` writes it down, for a device that may be gone by now. */
async function orderOf({ workspaceId, deviceId }: Told, about: string): Promise<void> {
  const wish = { kind: 'editWords', words: { platform: 'tiktok', caption: about } }
  const order = { seq: 1, order_id: crypto.randomUUID(), wish: JSON.stringify(wish) }
  await api.db
    .insertInto('device_order')
    .columns(['workspace_id', 'device_id', 'seq', 'order_id', 'wish', 'made_at'])
    .expression(eb =>
      eb
        .selectFrom('device')
        .select(['workspace_id', 'device_id'])
        .select(eb.val(order.seq).as('seq'))
        .select(eb.cast<string>(eb.val(order.order_id), 'uuid').as('order_id'))
        .select(eb.cast<string>(eb.val(order.wish), 'jsonb').as('wish'))
        .select(eb.cast<Date>(eb.val(new Date()), 'timestamptz').as('made_at'))
        .where('workspace_id', '=', workspaceId)
        .where('device_id', '=', deviceId),
    )
    .execute()
  await api.deps.shared.live.publish(workspaceId, deviceId)
}

// Safe: at run time the router holds its procedures flat, under their dotted paths.
const procedures = appRouter._def.procedures as unknown as Record<
  string,
  { _def: { type: string; meta?: { access?: Access } } }
>
const subscriptions = Object.entries(procedures).filter(([, it]) => it._def.type === 'subscription')

test('every subscription is listed here, and none is open to a credential that is not', () => {
  expect(subscriptions.map(([path]) => path)).toEqual(Object.keys(NEWS))
  for (const [path, { _def }] of subscriptions) {
    expect(_def.meta?.access).toMatchObject({ kinds: NEWS[path]?.to ?? [] })
  }
})

const SECRET_NEWS = 'what nobody is to hear'

for (const [path, { to, tell }] of Object.entries(NEWS)) {
  for (const [ending, { of, happens }] of Object.entries(ENDINGS)) {
    for (const kind of of.filter(it => to.includes(it))) {
      for (const isNews of [true, false]) {
        const how = `${kind}${isNews ? ', news' : ''}`
        test(`${path}: who ${ending} (${how}) hears no more`, async () => {
          aheadMs = 0
          const ada = await api.creator()
          const headers = credentials(ada, kind)
          const deviceId = await deviceOf(ada)
          const { connected, rest } = await opened(path, headers)
          await connected
          await happens({ ada, self: api.client(headers) })
          if (isNews) await tell({ ...ada, deviceId }, SECRET_NEWS)
          expect(await rest).not.toContain(SECRET_NEWS)
        })
      }
    }
  }
}

// Without this, that somebody hears no more could be so because nobody hears it at all.
for (const [path, { to, tell }] of Object.entries(NEWS)) {
  test.each(to)(`${path}: who may listen (%s) hears what is told`, async kind => {
    aheadMs = 0
    const ada = await api.creator()
    const stop = new AbortController()
    const { connected, heard } = await opened(path, credentials(ada, kind), stop.signal)
    await connected
    await tell({ ...ada, deviceId: await deviceOf(ada) }, SECRET_NEWS)
    await heard(SECRET_NEWS)
    stop.abort()
  })
}

test('who may watch still goes on hearing, and a stream too many is refused', async () => {
  aheadMs = 0
  const ada = await api.creator()
  const stop = new AbortController()
  const all = await Promise.all(
    Array.from({ length: MOST_STREAMS }, () =>
      opened('publication.onChange', credentials(ada, 'jwt'), stop.signal),
    ),
  )
  await Promise.all(all.map(({ connected }) => connected))
  const more = await opened('publication.onChange', credentials(ada, 'session'))
  expect(await more.rest).toContain('rate_limited')
  const told = all.map(({ heard }) => heard(SECRET_NEWS))
  await api.deps.shared.live.publish(ada.workspaceId, SECRET_NEWS)
  await Promise.all(told)
  stop.abort()
})

test('who loses a stream comes back soon, and hears when news may have been missed', async () => {
  aheadMs = 0
  const ada = await api.creator()
  const stop = new AbortController()
  const { heard } = await opened('publication.onChange', credentials(ada, 'jwt'), stop.signal)
  await heard('retry: 500\n')
  await heard('connected')
  await api.deps.shared.live.publish(ada.workspaceId, ANYTHING)
  await heard('"publicationId":null')
  stop.abort()
})

function credentials({ cookie, token, apiKey }: Creator, kind: Ending['of'][number]) {
  if (kind === 'key') return { 'X-API-Key': apiKey }
  return kind === 'session'
    ? { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }
    : { Authorization: `Bearer ${token}` }
}

/** A stream: when it is heard of first, when it said a word, and all it said until it ended. */
async function opened(path: string, headers: Record<string, string>, signal?: AbortSignal) {
  const response = await fetch(`${api.url}/trpc/${path}`, {
    headers: { ...headers, Accept: 'text/event-stream' },
    ...(signal && { signal }),
  })
  let text = ''
  const waiting = new Map<string, () => void>()
  const heard = (word: string) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    if (text.includes(word)) resolve()
    else waiting.set(word, resolve)
    return promise
  }
  const read = async () => {
    try {
      for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part
        for (const [word, resolve] of waiting) if (text.includes(word)) resolve()
      }
    } catch (error) {
      if (!signal?.aborted) throw error
    }
    return text
  }
  return { connected: heard('connected'), heard, rest: read() }
}
