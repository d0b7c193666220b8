import { confirmPerson } from './account/proof/confirm-person.ts'
import type { Config } from './config.ts'
import type { Deps, Files, Identity, Post, Shared } from './context.ts'
import { draftMetadata } from './enrichment/enrichment.rules.ts'
import { createArchives } from './outside/archives.ts'
import { openErrorReports } from './outside/error-reports/error-reports.ts'
import { createHookPoster } from './outside/hook-poster.ts'
import { createJobs } from './outside/jobs.ts'
import { createLiveFeed } from './outside/live-feed.ts'
import type { Log } from './outside/log.ts'
import { createLog } from './outside/log.ts'
import type { Mailer } from './outside/mail.ts'
import type { MetadataWriter } from './outside/openai/writer.ts'
import { createPasswords } from './outside/passwords/bcrypt.ts'
import { createBreachedPasswords } from './outside/passwords/breached-passwords.ts'
import { createPlatforms, createPlatformThrough } from './outside/platforms/index.ts'
import type { Database } from './outside/postgres.ts'
import { migrate, openDatabase } from './outside/postgres.ts'
import type { ProductAnalytics } from './outside/posthog.ts'
import { alone, createPresence } from './outside/presence.ts'
import { createRateLimits } from './outside/rate-limits/create-rate-limits.ts'
import type { Payments } from './outside/stripe/payments.ts'
import { createTombstoneBook, type TombstoneBook } from './outside/tombstone-book.ts'
import { createVault } from './outside/vault.ts'

export type { Deps } from './context.ts'

type Single = Omit<Deps, 'shared' | 'identity' | 'post' | 'files'>
type Parts = Single & Shared & Identity & Post & Files

/** Single parts in place of those that the settings ask for. */
export interface Given extends Partial<Parts> {
  /** Already open and migrated. */
  database?: Database
}

export interface BuiltDeps {
  deps: Deps
  /** Closes in reverse: what was opened last ends first, the database last of all. */
  close(): Promise<void>
}

/** Builds every dependency once; `given` replaces single ones. */
export async function buildDeps(config: Config, given: Given = {}): Promise<BuiltDeps> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  const keep = <T extends { close(): Promise<void> }>(part: T): T => {
    closers.push(() => part.close())
    return part
  }
  try {
    return { deps: grouped(await parts(config, given, keep)), close }
  } catch (error) {
    await close()
    throw error
  }
}

type Keep = <T extends { close(): Promise<void> }>(part: T) => T

async function parts(config: Config, given: Given, keep: Keep): Promise<Parts> {
  const { database: open, log: written = createLog(), ...overrides } = given
  const reports = keep(await openErrorReports(config.errors))
  const log = reports.heardBy(written)
  const now = given.now ?? (() => new Date())
  const database = keep(open ?? (await openDatabase(config.database, log)))
  if (!open) await migrate(database)
  return {
    config,
    log,
    db: database.db,
    now,
    limits: given.limits ?? keep(await createRateLimits(config.redis, log, now)),
    live: given.live ?? keep(await createLiveFeed(config.redis, log)),
    jobs: given.jobs ?? keep(await createJobs(jobsDatabase(database), log)),
    connections: database.connections ?? (() => null),
    presence: given.presence ?? keep(presenceAt(database, log)),
    vault: given.vault ?? createVault(config.vaultKeys),
    mail: given.mail ?? mailer(config, log),
    archives: given.archives ?? createArchives(() => Bun.gc(true)),
    tombstones: given.tombstones ?? (await tombstoneBook(config)),
    confirm: confirmPerson,
    productAnalytics: productAnalytics(config),
    hooks: given.hooks ?? createHookPoster({ toLoopback: config.webhooksToLoopback }),
    passwords: given.passwords ?? createPasswords(),
    breached: createBreachedPasswords(config.breachedPasswords, log),
    platforms: {
      ours: createPlatforms(config.platforms, now),
      through: createPlatformThrough(config.platforms, now),
    },
    writer: given.writer ?? writer(config, now),
    payments: given.payments ?? (await paymentsOf(config, keep)),
    ...overrides,
  }
}

function grouped(parts: Parts): Deps {
  const { limits, live, jobs, presence, connections, passwords, breached, confirm, ...most } = parts
  const { mail, hooks, productAnalytics, archives, tombstones, ...single } = most
  return {
    ...single,
    shared: { limits, live, jobs, presence, connections },
    identity: { passwords, breached, confirm },
    post: { mail, hooks, productAnalytics },
    files: { archives, tombstones },
  }
}

// Their libraries take megabytes, and many a process never sends a mail nor asks a model.
function mailer({ mail }: Config, log: Log): Mailer {
  const made = onFirstUse(async () => {
    const { createMailer } = await import('./outside/mail.ts')
    return createMailer(mail, log)
  })
  return { send: async letter => (await made()).send(letter) }
}

function writer({ openai }: Config, now: () => Date): MetadataWriter {
  const made = onFirstUse(async () => {
    const { createWriter } = await import('./outside/openai/writer.ts')
    return createWriter(openai, draftMetadata, now)
  })
  return {
    write: async (request, signal, permit) => (await made()).write(request, signal, permit),
    chosenModel: async signal =>
      openai.kind === 'offline' ? null : (await made()).chosenModel(signal),
  }
}

function productAnalytics({ productAnalytics: to }: Config): ProductAnalytics | null {
  if (to.kind === 'off') return null
  const made = onFirstUse(async () => {
    const { createPostHog } = await import('./outside/posthog.ts')
    return createPostHog(to)
  })
  return { tell: async events => (await made()).tell(events) }
}

function onFirstUse<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

async function paymentsOf({ billing }: Config, keep: Keep): Promise<Payments | null> {
  if (billing.kind === 'off') return null
  const { createStripe } = await import('./outside/stripe/create-stripe.ts')
  return keep(createStripe(billing))
}

async function tombstoneBook({ tombstones }: Config): Promise<TombstoneBook> {
  if (tombstones.kind === 'file') return createTombstoneBook(tombstones.file)
  const { createTombstoneBucket } = await import('./outside/tombstone-bucket.ts')
  return createTombstoneBucket(tombstones)
}

function presenceAt({ url, sessionUrl }: Database, log: Log) {
  const direct = sessionUrl ?? url
  return direct === null ? alone() : createPresence(direct, log)
}

const jobsDatabase = ({ pglite, url }: Pick<Database, 'pglite' | 'url'>) => {
  if (pglite) return { kind: 'embedded', pglite } as const
  return { kind: 'postgres', url: url ?? '' } as const
}
