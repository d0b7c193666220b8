/** Runs one job of the privacy room in a process of its own, as of some days from now. */
import { buildDeps } from '../../src/deps.ts'
import { DAY_MS } from '../../src/lib/time.ts'
import { createLog } from '../../src/outside/log.ts'
import { runDeletions } from '../../src/privacy/deletion/run-deletions.ts'
import { keepRetention } from '../../src/privacy/keep-retention.ts'
import { noJobs } from '../no-jobs.ts'
import { testConfig } from '../test-config.ts'

const [job, days = '0'] = process.argv.slice(2)
const env = { DATABASE_URL: process.env.DATABASE_URL ?? '', DATA_DIR: process.env.DATA_DIR ?? '' }
const { deps, close } = await buildDeps(testConfig(env), {
  log: createLog(line => console.error(line)),
  jobs: noJobs,
  now: () => new Date(Date.now() + Number(days) * DAY_MS),
})
console.log('begun')
await (job === 'deletions' ? runDeletions(deps) : keepRetention(deps))
await close()
