import type { Db } from '@content/db'
import type { PlanName, Platform, Proof, Role, Scope } from '../contract/index.ts'
import type { Config } from './config.ts'
import type { Fault } from './lib/fault.ts'
import type { Budget } from './lib/permit.ts'
import type { Archives } from './outside/archives.ts'
import type { HookPoster } from './outside/hook-poster.ts'
import type { Jobs } from './outside/jobs.ts'
import type { LiveFeed } from './outside/live-feed.ts'
import type { Log } from './outside/log.ts'
import type { Mailer } from './outside/mail.ts'
import type { MetadataWriter } from './outside/openai/writer.ts'
import type { BreachedPasswords } from './outside/passwords/breached-passwords.ts'
import type { Passwords } from './outside/passwords/passwords.ts'
import type { OwnClient } from './outside/platforms/index.ts'
import type { PlatformAccess } from './outside/platforms/platform-access.ts'
import type { ProductAnalytics } from './outside/posthog.ts'
import type { Presence } from './outside/presence.ts'
import type { RateLimits } from './outside/rate-limits/rate-limits.ts'
import type { Payments } from './outside/stripe/payments.ts'
import type { TombstoneBook } from './outside/tombstone-book.ts'
import type { Vault } from './outside/vault.ts'

/** Everything a verb may touch, built once at start (`deps.ts`). */
export interface Deps {
  config: Config
  db: Db
  now: () => Date
  log: Log
  vault: Vault
  shared: Shared
  identity: Identity
  platforms: Platforms
  post: Post
  files: Files
  writer: MetadataWriter
  /** Null where billing is not set up. */
  payments: Payments | null
}

/** What every process of the api has in common: counters, news, the timetable, who is alive. */
export interface Shared {
  limits: RateLimits
  live: LiveFeed
  jobs: Jobs
  presence: Presence
  /** This process's connections to the database, counted; null where it is inside the process. */
  connections: () => { open: number; idle: number; waiting: number } | null
}

/** How people show who they are. */
export interface Identity {
  passwords: Passwords
  breached: BreachedPasswords
  /** Has a signed-in person show once more who they are, before what a thief would do first. */
  confirm: (ctx: ByPerson, proof: Proof) => Promise<unknown>
}

export interface Platforms {
  /** Each through our own app there. */
  ours: Record<Platform, PlatformAccess>
  /** One through a client that a workspace brought along. */
  through: (platform: Platform, client: OwnClient) => PlatformAccess
}

/** What we send to people and to their programs. */
export interface Post {
  mail: Mailer
  hooks: HookPoster
  /** Null where no operator has set any. */
  productAnalytics: ProductAnalytics | null
}

/** What lies outside the database. */
export interface Files {
  archives: Archives
  tombstones: TombstoneBook
}

interface Member {
  workspaceId: string
  plan: PlanName
  personId: string
  role: Role
}
type Person = Member & { isOperator: boolean }

/** Who is asking. A session or JWT acts for a person, a key for a device and within its scopes. */
export type Actor =
  | (Person & { kind: 'session'; sessionHash: string })
  | (Person & { kind: 'jwt'; issuedAt: Date })
  | (Member & { kind: 'key'; keyHash: string; deviceId: string; scopes: Scope[] })

/** What every procedure is handed: the deps, and this one request. */
export interface Context extends Deps {
  actor: Actor | null
  /** Why the credentials that came with the request do not count; thrown before any work. */
  refusal: Fault | null
  requestId: string
  /** The caller's address, for limits and records. */
  address: string
  /** What the caller's program calls itself, for records; cut to a length that fits one. */
  userAgent: string
  /** What the browser was given when somebody signed in with it before; null on a first visit. */
  browserId: string | null
  /** Sets a header on the answer (cookies, limits). */
  setHeader: (name: string, value: string) => void
  signal: AbortSignal
  /** What the procedure declares that it spends from. */
  budget: Budget | null
}

export type SignedIn = Context & { actor: Actor }
export type ByKey = Context & { actor: Extract<Actor, { kind: 'key' }> }
export type ByPerson = Context & { actor: Extract<Actor, { kind: 'session' | 'jwt' }> }
export type BySession = Context & { actor: Extract<Actor, { kind: 'session' }> }
