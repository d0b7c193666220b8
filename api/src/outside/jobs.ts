import type { PGlite } from '@electric-sql/pglite'
import { type ConstructorOptions, fromPglite, PgBoss } from 'pg-boss'
import type { Log } from './log.ts'

/** Work done on a timetable (pg-boss); each run gets a signal that aborts at shutdown. */
export interface Jobs {
  /** Runs `work` on a cron timetable (UTC), on one process at a time. */
  every(name: string, cron: string, work: (signal: AbortSignal) => Promise<void>): Promise<void>
  /** Asks for one more run of a known job, as soon as a process is free. */
  soon(name: string): Promise<void>
  /** Begins nothing more, and leaves what it is at to the others; jobs can still be asked for. */
  handBack(): Promise<void>
  close(): Promise<void>
}

export type JobsDatabase = { kind: 'embedded'; pglite: PGlite } | { kind: 'postgres'; url: string }

const LONGEST_RUN_SECONDS = 900
// A killed process would else keep its job, and with it the queue, for the longest run.
const HEARTBEAT_SECONDS = 15
const KEEP_SECONDS = 3600
// How often a heart that stopped is looked for.
const WATCH_SECONDS = 15
const STOP_TIMEOUT_MS = 10_000
const LAST_TIMEOUT_MS = 1000
const POLL_SECONDS = 2

/** Starts pg-boss in its own schema: on the embedded database, or with its own pool on Postgres. */
export async function createJobs(
  database: JobsDatabase,
  log: Log,
  { pollSeconds = POLL_SECONDS }: { pollSeconds?: number } = {},
): Promise<Jobs> {
  const boss = new PgBoss(bossOptions(database))
  boss.on('error', error => log.error('jobs', { reason: error.message }))
  await boss.start()
  const stopping = new AbortController()
  const running = new Map<string, number>()
  let handed: Promise<void> | undefined
  const handBack = async () => {
    stopping.abort()
    // While ours still runs this one waits, whoever else is free.
    for (const [name, count] of running) if (count > 0) await boss.send(name)
    await Promise.all([...running.keys()].map(name => boss.offWork(name)))
  }
  const handBackOnce = () => {
    handed ??= handBack()
    return handed
  }
  return {
    async every(name, cron, work) {
      await boss.createQueue(name, {
        // One waits while one runs, wherever: a slow run never piles up a second.
        policy: 'stately',
        retryLimit: 0,
        expireInSeconds: LONGEST_RUN_SECONDS,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        deleteAfterSeconds: KEEP_SECONDS,
      })
      running.set(name, 0)
      await boss.work(name, { pollingIntervalSeconds: pollSeconds }, async ([job]) => {
        const signals = job ? [job.signal, stopping.signal] : [stopping.signal]
        running.set(name, (running.get(name) ?? 0) + 1)
        await reported({ name, log }, () => work(AbortSignal.any(signals))).finally(() =>
          running.set(name, (running.get(name) ?? 1) - 1),
        )
      })
      await boss.schedule(name, cron, null, { tz: 'UTC' })
    },
    async soon(name) {
      await boss.send(name)
    },
    handBack: handBackOnce,
    async close() {
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, STOP_TIMEOUT_MS)
      const onError = (error: unknown) => log.warn('jobs not handed back', { reason: `${error}` })
      await Promise.race([handBackOnce().catch(onError), late])
      clearTimeout(timer)
      await boss.stop({ graceful: true, timeout: LAST_TIMEOUT_MS })
    },
  }
}

function bossOptions(database: JobsDatabase): ConstructorOptions {
  const watch = { superviseIntervalSeconds: WATCH_SECONDS, monitorIntervalSeconds: WATCH_SECONDS }
  const shared: ConstructorOptions = { schema: 'jobs', ...watch }
  return database.kind === 'embedded'
    ? { ...shared, db: fromPglite(database.pglite), backend: 'pglite' }
    : { ...shared, connectionString: database.url, max: 2 }
}

async function reported(
  { name, log }: { name: string; log: Log },
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.error('a job failed', { job: name, error })
    throw error
  }
}
