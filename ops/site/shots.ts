import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { House } from './house.ts'

interface Shot {
  name: string
  path: string
  /** Brings the page to where it is worth a picture. */
  arrange?: (page: Page) => Promise<void>
  onPhone?: true
}

const SHOTS: readonly Shot[] = [
  { name: 'home', path: '/', onPhone: true },
  { name: 'videos', path: '/videos' },
  { name: 'video', path: '/videos', arrange: page => openFirst(page) },
  { name: 'review', path: '/review', onPhone: true },
  { name: 'calendar', path: '/calendar' },
  { name: 'analytics', path: '/analytics', arrange: showChart },
  { name: 'connections', path: '/connections' },
]
const SIZES = {
  desk: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 },
  phone: { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true },
} as const
const LOCALES = ['en', 'de'] as const
const THEMES = ['light', 'dark'] as const
/** At this sharpness nobody sees more, and the first page stays light. */
const QUALITY = 50
const PATIENCE_MS = 240_000

interface Sitting {
  browser: Browser
  house: House
  folder: string
  say: (line: string) => void
  /** Only these; all where none is named. */
  names: readonly string[]
}

/** Every shot in both languages and by day and by night, as WebP. */
export async function takePictures(sitting: Sitting): Promise<void> {
  const { browser, house, folder, say, names } = sitting
  const shots = SHOTS.filter(it => names.length === 0 || names.includes(it.name))
  mkdirSync(folder, { recursive: true })
  for (const [size, look] of Object.entries(SIZES)) {
    for (const locale of LOCALES) {
      const context = await browser.newContext({ ...look, locale, timezoneId: 'Europe/Berlin' })
      context.setDefaultTimeout(PATIENCE_MS)
      const page = await signedIn(context, house)
      for (const shot of shots.filter(it => size === 'desk' || it.onPhone)) {
        await arrange(page, house, shot)
        for (const colorScheme of THEMES) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          const name = [shot.name, ...(size === 'phone' ? ['phone'] : []), locale, colorScheme]
          await keep(page, join(folder, `${name.join('-')}.webp`), look.deviceScaleFactor)
        }
        say(`${shot.name}, ${size}, ${locale}`)
      }
      await context.close()
    }
  }
}

async function arrange(page: Page, house: House, shot: Shot): Promise<void> {
  await page.goto(`${house.address}${shot.path}`)
  await settled(page)
  await shot.arrange?.(page)
  await settled(page)
}

async function openFirst(page: Page): Promise<void> {
  await page.locator('main#page a[href^="/videos/"]').last().click()
  await page.waitForURL('**/videos/*')
}

/** With its line of days and what each colour means, as a table is below the end of the window. */
async function showChart(page: Page): Promise<void> {
  const chart = page.locator('main#page figure').first()
  await chart.evaluate(it => {
    it.style.scrollMarginBottom = '0.75rem'
    it.scrollIntoView({ block: 'end' })
  })
}

/** Asks the door itself: its form is in another language each time. */
async function signedIn(context: BrowserContext, house: House): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${house.address}/login`)
  await page.locator('input[type=email]').fill(house.email)
  await page.locator('input[type=password]').fill(house.password)
  await page.locator('form button[type=submit], form button:not([type])').first().click()
  await page.locator('main#page').waitFor()
  return page
}

/** Pages wait for nothing more, and pictures in them are drawn. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'hidden' })
  // A live page never falls silent, so there is no other sign of rows that still slide into place.
  await page.waitForTimeout(1200)
}

/** Chromium writes WebP itself, but in a session of ours only as sharp as we say. */
async function keep(page: Page, path: string, sharpness: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? SIZES.desk.viewport
  const y = await page.evaluate<number>('scrollY')
  const { data } = await session.send('Page.captureScreenshot', {
    ...{ format: 'webp', quality: QUALITY },
    clip: { x: 0, y, width, height, scale: sharpness },
  })
  writeFileSync(path, Buffer.from(data, 'base64'))
  await session.detach()
}
