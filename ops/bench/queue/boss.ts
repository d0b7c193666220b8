import pg from 'pg'
import { type FetchOptions, fromKysely, PgBoss } from 'pg-boss'
import { openPostgres } from '../../../db/index.ts'
import { happen } from './happen.ts'
import { CONNECTIONS, LANES, MOST_OF_ONE, type Queue } from './queue.ts'

type BossDb = ReturnType<typeof fromKysely>
export type Fairness = keyof typeof FAIRNESS

/** What pg-boss offers so that one workspace does not hold up the rest. */
const FAIRNESS = {
  /** Who came first is first. */
  none: () => ({}),
  /** Some of one at once, as the database counts them. */
  atOnce: () => ({ groupConcurrency: MOST_OF_ONE }),
  /** Whoever had one in this round is passed over until nobody else waits. */
  rounds: (had: ReadonlySet<string>) => ({ ignoreGroups: [...had] }),
} satisfies Record<string, (had: ReadonlySet<string>) => FetchOptions>

const NAME = 'bench'

/** A queue of pg-boss, a job a claim, with nothing else of it running. */
export async function bossQueue(url: string, fairness: Fairness): Promise<Queue> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS })
  const events = openPostgres(url, { connections: CONNECTIONS })
  let statements = 0
  const counting = (db: BossDb): BossDb => ({
    executeSql(text, values) {
      statements += 1
      return db.executeSql(text, values)
    },
  })
  const db = counting({ executeSql: (text, values) => pool.query(text, values) })
  const boss = new PgBoss({ db, schema: 'boss', supervise: false, schedule: false })
  await boss.start()
  await boss.createQueue(NAME)
  return {
    name: `pg-boss, ${fairness}`,
    statements: () => statements,
    clear: async () => void (await boss.deleteAllJobs(NAME)),
    enqueue: workspaceId =>
      events.transaction().execute(async tx => {
        statements += 1
        await happen(tx, workspaceId)
        const job = { to: 'somebody@bench.example', data: { name: 'Somebody' } }
        await boss.send(NAME, job, { db: counting(fromKysely(tx)), group: { id: workspaceId } })
      }),
    async drain() {
      const had = new Set<string>()
      const done: string[] = []
      const fetchOne = async () => {
        const options = { includeMetadata: true as const, ...FAIRNESS[fairness](had) }
        return (await boss.fetch(NAME, options))[0]
      }
      const lane = async () => {
        for (;;) {
          let job = await fetchOne()
          if (!job && had.size > 0) {
            had.clear()
            job = await fetchOne()
          }
          if (!job?.groupId) return
          if (fairness === 'rounds') had.add(job.groupId)
          await boss.complete(NAME, job.id)
          done.push(job.groupId)
        }
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      return done
    },
    async close() {
      await boss.stop({ graceful: false })
      await events.destroy()
      await pool.end()
    },
  }
}
