/** Makes every waiting export in a process of its own, and says how much memory that took. */
import { buildDeps } from '../../src/deps.ts'
import { createLog } from '../../src/outside/log.ts'
import { makeExports } from '../../src/privacy/export/make-exports.ts'
import { noJobs } from '../no-jobs.ts'
import { testConfig } from '../test-config.ts'

const env = { DATABASE_URL: process.env.DATABASE_URL ?? '', DATA_DIR: process.env.DATA_DIR ?? '' }
const { deps, close } = await buildDeps(testConfig(env), {
  log: createLog(line => console.error(line)),
  jobs: noJobs,
})
let most = 0
const timer = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss())
}, 20)
const startedAt = performance.now()
await makeExports(deps)
clearInterval(timer)
const seconds = (performance.now() - startedAt) / 1000
await close()
console.log(JSON.stringify({ mostMb: Math.round(most / 1e6), seconds: Math.round(seconds) }))
