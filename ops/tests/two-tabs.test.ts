/** Two tabs, each at a server process of its own, of which one is killed and begun again. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { PLATFORMS } from '../../api/contract/index.ts'
import { ANYTHING } from '../../api/src/lib/id.ts'
import { recordStep } from '../../api/src/publication/story/steps.queries.ts'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { reservationFor } from '../../api/tests/publishing.ts'
import { type ApiProcess, startApiProcess } from '../../api/tests/servers/api-process.ts'
import { eventually, realRedis } from '../../api/tests/servers/redis-door.ts'
import { testDatabase } from '../../db/testing.ts'
import { openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'

setDefaultTimeout(120_000)

const SETTINGS = {
  VAULT_KEYS: `${'A'.repeat(43)}=`,
  AUTH_SECRET: 'a secret that two processes share',
}
/** Where nobody listens; no platform has a part in this. */
const NOWHERE = PLATFORMS.map(name => `${name}=http://127.0.0.1:9`).join(',')
const EVENTS = 15
/** It takes a second on a machine of its own; a busy one gets room, waiting in vain gets none. */
const RECOVERED_MS = 10_000

let api: TestApi
let browser: Browser
let creator: Creator
let env: Record<string, string>
const processes: ApiProcess[] = []

beforeAll(async () => {
  await builtApp()
  const database = await testDatabase()
  const shared = { ...SETTINGS, REDIS_URL: realRedis(), SANDBOX_ORIGINS: NOWHERE }
  api = await startApi({ database, env: shared })
  env = { ...shared, DATABASE_URL: database.url ?? '' }
  processes.push(...(await Promise.all([startApiProcess(env), startApiProcess(env)])))
  browser = await openBrowser()
  creator = await api.creator({ plan: 'pro' })
})

afterAll(async () => {
  await browser?.close()
  await Promise.all(processes.map(it => it.kill()))
  await api?.close()
})

test('both tabs show every event once, in order, also when a server is killed', async () => {
  const youtube = await api.connectionFor(creator, 'youtube')
  const reserved = await creator.key.publication.reserve.mutate(reservationFor(youtube))
  const { publicationId } = reserved
  const { videos } = await creator.key.analytics.videos.query({})
  const open = ({ url }: ApiProcess) => openTab(url, videos[0]?.id ?? '')
  const tabs = await Promise.all(processes.map(open))
  const report = reporterOf(publicationId)
  for (const [victim, survivor] of [
    [0, 1],
    [1, 0],
  ] as const) {
    for (let n = 0; n < EVENTS; n += 1) await report(processes[n % 2])
    await processes[victim]?.kill()
    for (let n = 0; n < EVENTS; n += 1) await report(processes[survivor])
    processes[victim] = await startApiProcess({ ...env, PORT: portOf(processes[victim]) })
    const recoveredAt = performance.now()
    for (let n = 0; n < EVENTS; n += 1) await report(processes[n % 2])
    const all = await stepsOf(publicationId)
    await Promise.all(tabs.map(tab => shows(tab, all)))
    expect(performance.now() - recoveredAt).toBeLessThan(RECOVERED_MS)
  }
  await withoutNews(publicationId)
  await api.deps.shared.live.publish(creator.workspaceId, ANYTHING)
  const all = await stepsOf(publicationId)
  expect(all).toHaveLength(1 + 6 * EVENTS + 1)
  await Promise.all(tabs.map(tab => shows(tab, all)))
  // At no moment was one there twice, or before another that came first.
  for (const tab of tabs) {
    for (const seen of await seenIn(tab)) expect(seen).toEqual(all.slice(0, seen.length))
  }
})

const portOf = (it: ApiProcess | undefined) => new URL(it?.url ?? '').port

/** A device that tells how far it is, each time something else. */
function reporterOf(publicationId: string) {
  let told = 0
  return async (to: ApiProcess | undefined) => {
    told += 1
    const state = told % 2 === 1 ? 'uploading' : 'confirming'
    const answer = await fetch(`${to?.url}/trpc/publication.report`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${creator.apiKey}` },
      body: JSON.stringify({ publicationId, state, percent: told % 100 }),
    })
    if (!answer.ok) throw new Error(`the report was refused: ${await answer.text()}`)
  }
}

/** Every event, as the database keeps it: its instant stands for it. */
async function stepsOf(publicationId: string): Promise<string[]> {
  const steps = await api.db
    .selectFrom('publication_step')
    .select('at')
    .where('workspace_id', '=', creator.workspaceId)
    .where('publication_id', '=', publicationId)
    .orderBy('step_no')
    .execute()
  return steps.map(({ at }) => at.toISOString())
}

/** One event more, of which no server hears. */
async function withoutNews(publicationId: string): Promise<void> {
  const of = { workspaceId: creator.workspaceId, publicationId }
  await recordStep(api.db, of, { deviceId: null, isSeen: true })
}

/** The page of the video, which remembers every list of events that it ever showed. */
async function openTab(url: string, videoId: string): Promise<Page> {
  const tab = await windowOf(browser, { cookie: creator.cookie, api: { url } })
  await tab.goto(`${url}/videos/${videoId}`)
  await tab.locator(TIMES).first().waitFor()
  await tab.evaluate(REMEMBER)
  return tab
}

const TIMES = 'ol time'
const REMEMBER = `(() => {
  const now = () => [...document.querySelectorAll('${TIMES}')].map(it => it.dateTime)
  window.seen = [now()]
  new MutationObserver(() => window.seen.push(now())).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['datetime'],
  })
})()`

const seenIn = (tab: Page) => tab.evaluate<string[][]>('window.seen')

async function shows(tab: Page, steps: string[]): Promise<void> {
  const isThere = async () => (await seenIn(tab)).at(-1)?.join() === steps.join()
  await eventually(isThere, 30_000)
}
