import type { Page } from 'playwright-core'
import { VIDEOS } from './seed.ts'

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

const NEXT_MS = 5
const SETTLED_MS = 500

/** Fetches the whole list, as somebody does who scrolls to its end. */
export async function readWholeList(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/videos`)
  const last = page.locator(`li[aria-posinset="${VIDEOS}"]`)
  await page.getByRole('list', { name: 'Your videos' }).waitFor()
  while ((await last.count()) === 0) {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    await page.waitForTimeout(NEXT_MS)
  }
}

/** Milliseconds of each of some hundred frames, from the top of the list. */
export async function framesOf(page: Page): Promise<number[]> {
  await page.evaluate('scrollTo(0, 0)')
  await page.waitForTimeout(SETTLED_MS)
  return (await page.evaluate(SCROLL)) as number[]
}
