import type { Browser, BrowserContext } from 'playwright-core'
import { signIn } from '../../tests/browser.ts'
import { PAGES } from './pages.ts'
import type { Desk } from './seed.ts'

/** A creator with much to see in one window, and a stranger in another. */
export interface Browsing {
  desk: Desk
  inside: BrowserContext
  outside: BrowserContext
  /** Each page of the way around, and one video. */
  pages: string[]
  /** Where Lighthouse finds this browser. */
  port: number
  rounds: number
  say: (line: string) => void
}

/** A machine that measures may have much else to do, and what is late is no reason to give up. */
const PATIENCE_MS = 120_000
const LOOK = { viewport: { width: 1200, height: 800 }, locale: 'en-US' }

/** Signs the creator in, and leaves the stranger outside. */
export async function openBoth(
  browser: Browser,
  more: Pick<Browsing, 'desk' | 'port' | 'rounds' | 'say'>,
): Promise<Browsing> {
  const inside = await browser.newContext(LOOK)
  inside.setDefaultTimeout(PATIENCE_MS)
  const page = await inside.newPage()
  await page.goto(more.desk.url)
  await signIn(page, more.desk.person)
  await page.goto(`${more.desk.url}/videos`)
  const first = page.locator('li[aria-posinset="1"] a').first()
  const video = (await first.getAttribute('href')) ?? ''
  await page.close()
  return { ...more, inside, outside: await browser.newContext(LOOK), pages: [...PAGES, video] }
}
