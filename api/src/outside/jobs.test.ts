import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@content/db/testing'
import { createJobs, type Jobs, type JobsDatabase } from './jobs.ts'
import { createLog } from './log.ts'

// Never due while a test runs, so a run happens only when it is asked for.
const NEW_YEAR = '0 0 1 1 *'
const QUICK = { pollSeconds: 0.5 }
const logged: string[] = []
let database: TestDatabase
let jobs: Jobs

beforeAll(async () => {
  database = await testDatabase()
  const log = createLog(line => logged.push(line))
  jobs = await createJobs(where(), log, QUICK)
})

afterAll(async () => {
  await jobs.close()
  await database.close()
})

function where(): JobsDatabase {
  const { pglite, url } = database
  if (pglite) return { kind: 'embedded', pglite }
  return { kind: 'postgres', url: url ?? '' }
}

test('a job that is asked for runs, and runs again', async () => {
  const runs = new Turns()
  await jobs.every('count', NEW_YEAR, async () => runs.next())
  await jobs.soon('count')
  await runs.reach(1)
  await jobs.soon('count')
  await runs.reach(2)
})

test('a run that fails is written down and the next one still happens', async () => {
  const runs = new Turns()
  await jobs.every('stumble', NEW_YEAR, async () => {
    runs.next()
    if (runs.count === 1) throw new Error('the floor was wet')
  })
  await jobs.soon('stumble')
  await runs.reach(1)
  await jobs.soon('stumble')
  await runs.reach(2)
  const line = logged.find(text => text.includes('the floor was wet'))
  expect(line).toContain('"job":"stumble"')
})

test('a timetable can be set again at every start', async () => {
  const again = () => jobs.every('twice', NEW_YEAR, async () => undefined)
  await again()
  await again()
})

test('closing tells a running job to stop and waits for it', async () => {
  const log = createLog(() => undefined)
  const own = await createJobs(where(), log, QUICK)
  const begun = new Turns()
  let ended = false
  await own.every('long', NEW_YEAR, async signal => {
    begun.next()
    await new Promise(resolve => signal.addEventListener('abort', resolve))
    ended = true
  })
  await own.soon('long')
  await begun.reach(1)
  await own.close()
  expect(ended).toBe(true)
})

test('what was under way when a process stops is taken on by another', async () => {
  const own = await createJobs(
    where(),
    createLog(() => undefined),
    QUICK,
  )
  const begun = new Turns()
  await own.every('shared', NEW_YEAR, async signal => {
    begun.next()
    await new Promise(resolve => signal.addEventListener('abort', resolve))
  })
  await own.soon('shared')
  await begun.reach(1)
  const takenOn = new Turns()
  await jobs.every('shared', NEW_YEAR, async () => takenOn.next())
  await own.handBack()
  await takenOn.reach(1)
  await own.soon('shared')
  await takenOn.reach(2)
  expect(begun.count).toBe(1)
  await own.close()
})

test('the timetable does not end a transaction of ours half-way', async () => {
  const workspaceId = crypto.randomUUID()
  const undone = database.db.transaction().execute(async tx => {
    await tx.insertInto('workspace').values({ workspace_id: workspaceId, name: 'Never' }).execute()
    void jobs.soon('count')
    await tx.selectFrom('workspace').select('name').execute()
    throw new Error('undo')
  })
  expect(await undone.catch((error: Error) => error.message)).toBe('undo')
  const rows = await database.db
    .selectFrom('workspace')
    .select('name')
    .where('workspace_id', '=', workspaceId)
    .execute()
  expect(rows).toEqual([])
})

/** Counts, and lets a test wait until a count is reached. */
class Turns {
  count = 0
  #waiting: { count: number; resolve: () => void }[] = []

  next(): void {
    this.count += 1
    for (const { count, resolve } of this.#waiting) if (count <= this.count) resolve()
  }

  reach(count: number): Promise<void> {
    if (this.count >= count) return Promise.resolve()
    return new Promise(resolve => this.#waiting.push({ count, resolve }))
  }
}
