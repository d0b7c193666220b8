import { sql } from 'kysely'
import type { Adapter, DatabaseSession } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import { PlanName, Role } from '../../contract/index.ts'
import type { Context } from '../context.ts'
import { sha256Hex } from '../lib/id.ts'
import { DAY_SECONDS, MINUTE_MS } from '../lib/time.ts'
import { noteActive } from '../operator/active-day.queries.ts'

// The longest that browsers allow.
const BROWSER_SECONDS = 400 * DAY_SECONDS
// A cookie that was copied must not be good for ever, however often it is used.
const LONGEST_DAYS = 90
const TOUCH_AFTER_MS = 5 * MINUTE_MS

interface SessionAttributes {
  workspaceId: string
  address: string
  userAgent: string
  member?: { plan: PlanName; role: Role; isOperator: boolean } | undefined
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes>
    DatabaseSessionAttributes: SessionAttributes
  }
}

type Needs = Pick<Context, 'db' | 'config'>
type Opening = Needs & Pick<Context, 'address' | 'userAgent'>

/** A signed-in browser, as its cookie tells. */
export interface OpenSession {
  personId: string
  workspaceId: string
  plan: PlanName
  role: Role
  isOperator: boolean
  sessionHash: string
  /** The cookie to send again, when the session was just prolonged. */
  cookie: string | null
}

/** The name of the session cookie; over HTTPS the browser itself guards it. */
export const cookieName = (config: Context['config']): string =>
  isHttps(config) ? '__Host-session' : 'session'

/** The name of the cookie by which a browser is known again when somebody signs in. */
export const browserCookieName = (config: Context['config']): string =>
  isHttps(config) ? '__Host-browser' : 'browser'

/** Lets a browser be known again, for as long as browsers keep a cookie. */
export const browserCookie = (config: Context['config'], browserId: string): string =>
  [
    `${browserCookieName(config)}=${browserId}; HttpOnly; Max-Age=${BROWSER_SECONDS}; Path=/`,
    `SameSite=Lax${isHttps(config) ? '; Secure' : ''}`,
  ].join('; ')

/** Starts a session under a fresh id and answers with its cookie. */
export async function openSession(ctx: Opening, personId: string, workspaceId: string) {
  const lucia = luciaFor(ctx)
  const { address, userAgent } = ctx
  const session = await lucia.createSession(personId, { workspaceId, address, userAgent })
  return lucia.createSessionCookie(session.id).serialize()
}

/** The session that a cookie's value opens, or null when it is over or never was. */
export async function readSession(ctx: Needs, sessionId: string): Promise<OpenSession | null> {
  const lucia = luciaFor(ctx)
  const { session } = await lucia.validateSession(sessionId)
  if (!session?.member) return null
  return {
    personId: session.userId,
    workspaceId: session.workspaceId,
    ...session.member,
    sessionHash: sha256Hex(sessionId),
    cookie: session.fresh ? lucia.createSessionCookie(sessionId).serialize() : null,
  }
}

/** Ends one session and answers with the cookie that clears it. */
export async function closeSession(ctx: Needs, sessionHash: string): Promise<string> {
  await ctx.db.deleteFrom('session').where('session_hash', '=', sessionHash).execute()
  return blankSessionCookie(ctx)
}

/** The cookie that clears the one of a session which is over. */
export const blankSessionCookie = (ctx: Needs): string =>
  luciaFor(ctx).createBlankSessionCookie().serialize()

const isHttps = (config: Context['config']) => config.publicUrl.startsWith('https:')

const luciaFor = (ctx: Needs) =>
  new Lucia(adapter(ctx.db), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: {
      name: cookieName(ctx.config),
      attributes: { secure: isHttps(ctx.config), sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: attributes => attributes,
  })

// Lucia hands us the cookie's value as the id; only its hash goes near the database.
function adapter(db: Needs['db']): Adapter {
  return {
    async getSessionAndUser(id) {
      const row = await sessionRow(db, sha256Hex(id))
      if (row) await touch(db, sha256Hex(id), row)
      return row ? [stored(id, row), { id: row.person_id, attributes: {} }] : [null, null]
    },
    async setSession({ id, userId, expiresAt, attributes }) {
      await db
        .insertInto('session')
        .values({
          session_hash: sha256Hex(id),
          person_id: userId,
          workspace_id: attributes.workspaceId,
          address: attributes.address,
          user_agent: attributes.userAgent,
          expires_at: expiresAt,
        })
        .execute()
      await noteActive(db, attributes.workspaceId, new Date())
    },
    async updateSessionExpiration(id, expiresAt) {
      const where = sha256Hex(id)
      await db
        .updateTable('session')
        .set({ expires_at: expiresAt, last_seen_at: new Date() })
        .where('session_hash', '=', where)
        .execute()
    },
    async deleteSession(id) {
      await db.deleteFrom('session').where('session_hash', '=', sha256Hex(id)).execute()
    },
    async deleteUserSessions(personId) {
      await db.deleteFrom('session').where('person_id', '=', personId).execute()
    },
    async deleteExpiredSessions() {
      await db.deleteFrom('session').where('expires_at', '<=', new Date()).execute()
    },
    // An id cannot be read back from its hash, and nobody asks for this list.
    getUserSessions: () => Promise.reject(new Error('Sessions are stored as hashes.')),
  }
}

async function touch(db: Needs['db'], sessionHash: string, row: SessionRow): Promise<void> {
  if (Date.now() - row.last_seen_at.getTime() < TOUCH_AFTER_MS) return
  await noteActive(db, row.workspace_id, new Date())
  const seen = db.updateTable('session').set({ last_seen_at: new Date() })
  await seen.where('session_hash', '=', sessionHash).execute()
}

type SessionRow = NonNullable<Awaited<ReturnType<typeof sessionRow>>>

// Joined to `member`, so a person who was removed from the workspace is signed out at once.
function sessionRow(db: Needs['db'], sessionHash: string) {
  return db
    .selectFrom('session')
    .innerJoin('member', join =>
      join
        .onRef('member.workspace_id', '=', 'session.workspace_id')
        .onRef('member.person_id', '=', 'session.person_id'),
    )
    .innerJoin('workspace', 'workspace.workspace_id', 'session.workspace_id')
    .innerJoin('person', 'person.person_id', 'session.person_id')
    .select(['session.person_id', 'session.workspace_id', 'session.expires_at'])
    .select(['session.address', 'session.user_agent'])
    .select(['workspace.plan', 'member.role', 'person.is_operator'])
    .select('session.last_seen_at')
    .where('session_hash', '=', sessionHash)
    .where('session.created_at', '>', sql<Date>`now() - make_interval(days => ${LONGEST_DAYS})`)
    .executeTakeFirst()
}

const stored = (id: string, row: SessionRow): DatabaseSession => ({
  id,
  userId: row.person_id,
  expiresAt: row.expires_at,
  attributes: {
    workspaceId: row.workspace_id,
    address: row.address,
    userAgent: row.user_agent,
    member: {
      plan: PlanName.parse(row.plan),
      role: Role.parse(row.role),
      isOperator: row.is_operator,
    },
  },
})
