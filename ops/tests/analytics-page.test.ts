import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import type { PlanName, Platform } from '../../api/contract/index.ts'
import { storeFigures } from '../../api/src/analytics/figures.queries.ts'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { publishedOn } from '../../api/tests/publishing.ts'
import { DAY_MS, HOUR_MS } from '../durations.ts'
import { axeFaults, isTooWide, openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'
import { picture } from './pictures.ts'

const LIMIT_MS = 120_000
const DAYS = 25
/** The day on which the platform said nothing, counted from the first. */
const SILENT = 12

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
}, LIMIT_MS)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** Videos of one channel that gain some views a day; one day is missing. */
async function history({ workspaceId }: Creator, platform: Platform, gain: number) {
  const connection = await api.connectionFor({ workspaceId }, platform)
  const start = Date.now() - DAYS * DAY_MS
  for (let n = 0; n < 4; n += 1) {
    const at = new Date(start - n * HOUR_MS)
    const { publicationId } = await publishedOn(api, { workspaceId }, { connection, at })
    for (let day = 0; day <= DAYS; day += 1) {
      if (day === SILENT) continue
      const views = (day + 1) * (gain + n) + (day % 5) * 3
      const counts = { views, likes: day, comments: 0, shares: null, next_at: new Date() }
      const snapshots = [{ publication_id: publicationId, ...counts }]
      await storeFigures(api.db, workspaceId, {
        ...{ snapshots, takenAt: new Date(start + day * DAY_MS) },
      })
    }
  }
}

const pageOf = ({ cookie }: Creator, look: { width: number; dark?: boolean }): Promise<Page> =>
  windowOf(
    browser,
    { cookie, api },
    {
      viewport: { width: look.width, height: 800 },
      colorScheme: look.dark ? 'dark' : 'light',
    },
  )

async function creatorWith(plan: PlanName) {
  const creator = await api.creator({ plan })
  await history(creator, 'tiktok', 40)
  if (plan !== 'free') await history(creator, 'youtube', 90)
  return creator
}

test(
  'a creator sees what came each day, where nothing was told, and takes it along',
  async () => {
    const creator = await creatorWith('pro')
    const page = await pageOf(creator, { width: 1280 })
    await page.goto(`${api.url}/analytics`)
    await page.getByRole('heading', { name: 'Day by day' }).waitFor()
    await page.getByRole('heading', { name: 'Best times' }).waitFor()
    await picture(page, 'analytics-pro')
    const table = page.getByRole('table', { name: 'Views gained each day' })
    expect(await table.getByText('No answer', { exact: true }).count()).toBe(2)
    expect(await table.getByText('over several days').count()).toBe(2)
    // By keyboard: the choice stands in the address, and a reload shows the same.
    await page.getByLabel('Platform').focus()
    await page.keyboard.press('T')
    await page.getByLabel('Figure').selectOption('likes')
    await page.waitForURL(/platform=tiktok.*metric=likes|metric=likes.*platform=tiktok/)
    await page.reload()
    await page.getByRole('table', { name: 'Likes gained each day' }).waitFor()
    expect(await page.getByRole('heading', { name: 'YouTube' }).count()).toBe(0)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    const lines = readFileSync(await (await download).path(), 'utf8')
      .trimEnd()
      .split('\r\n')
    expect(lines.length).toBe(1 + 4 * DAYS)
    await page.getByText('Saved to your downloads.').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('Platform').selectOption('linkedin')
    await page.getByText('LinkedIn has told nothing of your videos so far.').waitFor()
    await page.context().close()
  },
  LIMIT_MS,
)

test(
  'on a phone at night it fits, and the free plan says what a larger one adds',
  async () => {
    const creator = await creatorWith('free')
    const page = await pageOf(creator, { width: 320, dark: true })
    await page.goto(`${api.url}/analytics`)
    await page.getByText('Best times, top videos and exports come with the Pro plan.').waitFor()
    await picture(page, 'analytics-free')
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await isTooWide(page)).toBe(false)
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axeFaults(page)).toEqual([])
    await page.goto(`${api.url}/analytics?period=365d`)
    await page.getByText('The Free plan shows the last 30 days.').waitFor()
    await page.context().close()
    const nobody = await pageOf(await api.creator(), { width: 768 })
    await nobody.goto(`${api.url}/analytics`)
    await nobody.getByRole('heading', { name: 'No figures yet' }).waitFor()
    await picture(nobody, 'analytics-empty')
    expect(await axeFaults(nobody)).toEqual([])
    await nobody.context().close()
  },
  LIMIT_MS,
)
