/** With time only: ten thousand videos scroll without a frame that anybody sees. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { words } from '../../api/tests/publishing.ts'
import { openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'

setDefaultTimeout(300_000)

const VIDEOS = 10_000
const BATCH = 500
const LONGEST_FRAME_MS = 32

let api: TestApi
let browser: Browser

beforeAll(async () => {
  if (!process.env.LONG) return
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const videoOf = ({ workspaceId }: Creator, at: number) => ({
  ...{ workspace_id: workspaceId, video_id: crypto.randomUUID() },
  sha256: at.toString(16).padStart(64, '0'),
  ...{ file_name: `clip ${at}.mp4`, size_bytes: 12_000_000, duration_ms: 30_000 },
})

/** Scrolls one notch a frame, there and back, and tells how long each frame took. */
const SCROLL = `new Promise(resolve => {
  const frames = []
  let last = performance.now()
  let left = 600
  const step = now => {
    frames.push(now - last)
    last = now
    scrollBy(0, left > 300 ? 400 : -400)
    if (--left > 0) requestAnimationFrame(step)
    else resolve(frames.slice(2))
  }
  requestAnimationFrame(step)
})`

test.skipIf(!process.env.LONG)('ten thousand videos scroll smoothly', async () => {
  const creator = await api.creator({ plan: 'pro' })
  const { id } = await api.connectionFor(creator, 'youtube')
  for (let from = 0; from < VIDEOS; from += BATCH) {
    const videos = Array.from({ length: BATCH }, (_, at) => videoOf(creator, from + at))
    await api.db.insertInto('video').values(videos).execute()
    const publications = videos.map(({ workspace_id, video_id }) => ({
      ...{ workspace_id, video_id, publication_id: crypto.randomUUID(), connection_id: id },
      ...{ platform: 'youtube' as const, intent: 'publish', state: 'uploading' as const },
      metadata: JSON.stringify(words('youtube')),
    }))
    await api.db.insertInto('publication').values(publications).execute()
  }
  const page = await windowOf(browser, { cookie: creator.cookie, api })
  await page.goto(`${api.url}/videos`)
  const last = page.locator(`li[aria-posinset="${VIDEOS}"]`)
  await page.getByRole('list', { name: 'Your videos' }).waitFor()
  while ((await last.count()) === 0) {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    await page.waitForTimeout(5)
  }
  await page.evaluate('scrollTo(0, 0)')
  await page.waitForTimeout(500)
  const frames = (await page.evaluate(SCROLL)) as number[]
  const sorted = frames.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(1)
  console.info(`frames: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`)
  expect(Math.max(...frames)).toBeLessThanOrEqual(LONGEST_FRAME_MS)
})
