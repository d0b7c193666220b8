/** Each page by day and by night, on a phone and on a desk: readable by everybody, and it fits. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { PLATFORMS } from '../../api/contract/index.ts'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { publishedOn, sendingTo } from '../../api/tests/publishing.ts'
import {
  NAV_PAGES,
  OPERATOR_PAGE,
  SETTINGS_PAGES,
  settingsHref,
} from '../../app/src/ui/shell/pages.ts'
import { HOUR_MS } from '../durations.ts'
import { axeFaults, isTooWide, openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'

setDefaultTimeout(300_000)

const PAGES = [
  ...[...NAV_PAGES, OPERATOR_PAGE].map(({ href }) => href),
  ...SETTINGS_PAGES.map(settingsHref),
  '/device',
  '/nowhere',
]
/** What they say to somebody who has nothing yet. */
const FIRST_STEPS: Readonly<Record<string, string>> = {
  '/': 'Connect a channel (open)',
  '/videos': 'Connect a channel first',
  '/review': 'See what goes out when',
  '/analytics': 'Go to your videos',
  '/connections': 'Connect YouTube',
}
const SIGNED_OUT = ['/', '/register', '/reset', '/verify', '/confirm-email', '/invite']

/** The narrowest by night and the widest by day; all of them when there is time. */
const LOOKS = process.env.LONG
  ? [320, 768, 1440].flatMap(width =>
      (['light', 'dark'] as const).map(colorScheme => ({ width, colorScheme })),
    )
  : [
      { width: 320, colorScheme: 'dark' as const },
      { width: 1440, colorScheme: 'light' as const },
    ]

let api: TestApi
let browser: Browser
let empty: Creator

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
  empty = await api.creator()
})

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** Somebody with something on every page; one a look, because all looks would be too many calls. */
async function fullOne(): Promise<{ full: Creator; videoId: string }> {
  const full = await api.creator({ plan: 'enterprise' })
  let videoId = ''
  for (const platform of PLATFORMS) {
    const connection = await api.connectionFor(full, platform)
    const at = new Date(Date.now() - 30 * HOUR_MS)
    videoId = (await publishedOn(api, full, { connection, at })).videoId
    await sendingTo(api, full, connection)
  }
  return { full, videoId }
}

/** Opens a page and says what is wrong with it. */
async function faultsAt(page: Page, path: string): Promise<unknown[]> {
  await page.goto(`${api.url}${path}`)
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'hidden' })
  const tooWide = await isTooWide(page)
  const faults = await axeFaults(page)
  return [...(tooWide ? [`wider than the screen`] : []), ...faults].map(it => [path, it])
}

for (const { width, colorScheme } of LOOKS) {
  const look = { viewport: { width, height: 800 }, colorScheme }
  test(`every page can be read and fits when it is ${colorScheme} and ${width} wide`, async () => {
    const faults: unknown[] = []
    const { full, videoId } = await fullOne()
    const inside = await windowOf(browser, { cookie: full.cookie, api }, look)
    for (const path of [...PAGES, `/videos/${videoId}`])
      faults.push(...(await faultsAt(inside, path)))
    await inside.context().close()
    const outside = await (await browser.newContext(look)).newPage()
    for (const path of SIGNED_OUT) faults.push(...(await faultsAt(outside, path)))
    await outside.context().close()
    expect(faults).toEqual([])
  })
}

test('a page with nothing on it yet says what the first step is', async () => {
  const look = { viewport: { width: 1440, height: 800 } }
  const page = await windowOf(browser, { cookie: empty.cookie, api }, look)
  const faults: unknown[] = []
  for (const path of PAGES) {
    faults.push(...(await faultsAt(page, path)))
    const step = FIRST_STEPS[path]
    if (step) await page.getByText(step).first().waitFor()
  }
  expect(faults).toEqual([])
  await page.context().close()
})
