/** Credentials of every kind, role and scope, good and no longer good, written straight down. */
import { Role, Scope } from '../contract/index.ts'
import { openSession } from '../src/account/sessions.ts'
import { freshKey, upsertDevice } from '../src/device/device.queries.ts'
import { newId } from '../src/lib/id.ts'
import { HOUR_MS, MINUTE_MS } from '../src/lib/time.ts'
import { signToken } from '../src/lib/token.ts'
import type { TestApi } from './harness.ts'
import type { Kind } from './procedures.ts'
import { ALL } from './procedures.ts'

export interface Shown {
  /** As a sentence names it. */
  who: string
  kind: Kind | 'nobody'
  role: Role
  scopes: readonly Scope[]
  isOperator: boolean
  /** Whether it opens anything at all. */
  isGood: boolean
  /** Good but for the plan, which no longer has such keys. */
  isLapsed?: boolean
  headers: Record<string, string>
}
type Wanted = Pick<Shown, 'who' | 'kind' | 'role'> & Partial<Shown>

const QUARTER_MS = 15 * MINUTE_MS
const LATER_MS = HOUR_MS

/** Whom every procedure is shown, newly made each time it is called. */
export const NOBODY: Wanted = { who: 'nobody', kind: 'nobody', role: 'viewer', isGood: false }
export const GOOD: Wanted[] = [
  ...ALL.flatMap(kind =>
    Role.options.map(role => ({ who: `${kind} of a role ${role}`, kind, role })),
  ),
  { who: 'session of an operator', kind: 'session', role: 'viewer', isOperator: true },
  { who: 'jwt of an operator', kind: 'jwt', role: 'viewer', isOperator: true },
  ...Scope.options.flatMap(scope => [
    {
      who: `key with only ${scope}`,
      kind: 'key' as const,
      role: 'owner' as const,
      scopes: [scope],
    },
    {
      who: `key without ${scope}`,
      kind: 'key' as const,
      role: 'owner' as const,
      scopes: Scope.options.filter(other => other !== scope),
    },
  ]),
]
export const OVER = ['expired', 'revoked', 'orphaned', 'misspelt'] as const
export type Over = (typeof OVER)[number]

/** Makes a person with this credential in a workspace. */
export async function madeUp(api: TestApi, workspaceId: string, wanted: Wanted): Promise<Shown> {
  const { scopes = Scope.options, isOperator = false, isGood = true } = wanted
  const shown = { ...wanted, scopes, isOperator, isGood }
  if (wanted.kind === 'nobody') return { ...shown, headers: {} }
  const personId = await personIn(api, workspaceId, shown)
  const owner = { workspaceId, personId, scopes }
  const headers = await HEADERS[wanted.kind](api, owner, api.deps.now())
  return { ...shown, headers }
}

/** The same, but it no longer counts. */
export async function madeVoid(
  api: TestApi,
  workspaceId: string,
  { kind, over }: { kind: Kind; over: Over },
): Promise<Shown> {
  const shown = {
    ...{ who: `${over} ${kind}`, kind, role: 'owner' as const },
    ...{ scopes: Scope.options, isOperator: false, isGood: false },
  }
  const personId = await personIn(api, workspaceId, shown)
  const early = new Date(Date.now() - (kind === 'jwt' && over === 'expired' ? QUARTER_MS : 0))
  const owner = { workspaceId, personId, scopes: Scope.options }
  const headers = await HEADERS[kind](api, owner, early)
  await ENDS[over](api, kind, personId)
  return { ...shown, headers: over === 'misspelt' ? misspelt(headers) : headers }
}

// The last letter is a signature's or a checksum's; a session is known by all of its letters.
const misspelt = (headers: Headers): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === 'Sec-Fetch-Site' ? value : value.replace(/.$/, end => (end === 'A' ? 'Q' : 'A')),
    ]),
  )

/** A good key beside a good token: which of the two counts is nobody's to guess. */
export async function twoAtOnce(api: TestApi, workspaceId: string): Promise<Shown> {
  const wanted = { who: 'two credentials', role: 'owner' } as const
  const key = await madeUp(api, workspaceId, { ...wanted, kind: 'key' })
  const jwt = await madeUp(api, workspaceId, { ...wanted, kind: 'jwt' })
  return { ...key, isGood: false, headers: { ...key.headers, ...jwt.headers } }
}

/** A developer's key of a workspace that has left the plan which had such keys. */
export async function lapsed(api: TestApi, workspaceId: string): Promise<Shown> {
  const shown = await madeUp(api, workspaceId, { who: 'lapsed key', kind: 'key', role: 'owner' })
  const { db } = api
  const own = { kind: 'developer' }
  await db.updateTable('device').set(own).where('workspace_id', '=', workspaceId).execute()
  return { ...shown, isGood: false, isLapsed: true }
}

async function personIn(
  { db, deps }: TestApi,
  workspaceId: string,
  { role, isOperator }: Pick<Shown, 'role' | 'isOperator'>,
): Promise<string> {
  const personId = newId()
  const email = `${personId}@example.test`
  await db
    .insertInto('person')
    .values({
      person_id: personId,
      email,
      name: 'One',
      password_hash: await deps.identity.passwords.hash('nobody types this'),
      is_operator: isOperator,
    })
    .execute()
  const row = { workspace_id: workspaceId, person_id: personId, role }
  await db.insertInto('member').values(row).execute()
  return personId
}

interface Owner {
  workspaceId: string
  personId: string
  scopes: readonly Scope[]
}
type Headers = Record<string, string>

const HEADERS: Record<Kind, (api: TestApi, owner: Owner, at: Date) => Promise<Headers>> = {
  async session({ deps }, { workspaceId, personId }) {
    const opening = { ...deps, address: '192.0.2.1', userAgent: 'a test' }
    const [cookie = ''] = (await openSession(opening, personId, workspaceId)).split(';')
    return { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' }
  },
  async jwt({ deps }, owner, at) {
    const { token } = await signToken(deps.config.authSecret, owner, at)
    return { Authorization: `Bearer ${token}` }
  },
  async key({ db }, owner) {
    const deviceId = await upsertDevice(db, owner.workspaceId, `of ${owner.personId}`)
    const { apiKey, row } = freshKey({ ...owner, deviceId })
    await db.insertInto('device_key').values(row).execute()
    return { 'X-API-Key': apiKey }
  },
}

const ENDS: Record<Over, (api: TestApi, kind: Kind, personId: string) => Promise<unknown>> = {
  async expired({ db }, kind, personId) {
    const gone = { expires_at: new Date(Date.now() - 1000) }
    const table = kind === 'session' ? 'session' : 'device_key'
    if (kind === 'jwt') return
    await db.updateTable(table).set(gone).where('person_id', '=', personId).execute()
  },
  async revoked({ db }, kind, personId) {
    const table = kind === 'session' ? 'session' : 'device_key'
    if (kind !== 'jwt') return db.deleteFrom(table).where('person_id', '=', personId).execute()
    const after = { tokens_valid_after: new Date(Date.now() + LATER_MS) }
    return db.updateTable('person').set(after).where('person_id', '=', personId).execute()
  },
  /** It never was one; the headers below say so. */
  misspelt: async () => undefined,
  /** Its person was taken out of the workspace. */
  orphaned: ({ db }, _, personId) =>
    db.deleteFrom('member').where('person_id', '=', personId).execute(),
}
