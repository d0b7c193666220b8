import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const FOLDER = process.env.SCREENSHOTS
const PHONE = { width: 390, height: 844 }
const LOOKS = ['light', 'dark'] as const

/** For who wants to look: a page by day and by night, on a desk and on a phone. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!FOLDER) return
  mkdirSync(FOLDER, { recursive: true })
  const desk = page.viewportSize() ?? PHONE
  for (const colorScheme of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize(desk)
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}.png`), fullPage: true })
    await page.setViewportSize(PHONE)
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-390.png`), fullPage: true })
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize(desk)
}
