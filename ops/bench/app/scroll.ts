import type { Page } from 'playwright-core'
import { type Figure, spreadOf } from '../measure.ts'
import type { Browsing } from './browsing.ts'
import { VIDEOS } from './seed.ts'

const LONGEST_FRAME_MS = 32

/** Scrolls one notch a frame, there and back, and tells how long each frame took. */
const SCROLL = `new Promise(resolve => {
  const frames = []
  let last = performance.now()
  let left = 300
  const step = now => {
    frames.push(now - last)
    last = now
    scrollBy(0, left > 150 ? 400 : -400)
    if (--left > 0) requestAnimationFrame(step)
    else resolve(frames.slice(2))
  }
  requestAnimationFrame(step)
})`

const NEXT_MS = 5
const SETTLED_MS = 500

/** How long frames take while ten thousand videos are scrolled through. */
export async function scrolling({ inside, desk, rounds }: Browsing): Promise<Figure[]> {
  const page = await inside.newPage()
  await readWholeList(page, desk.url)
  const longest: number[] = []
  const usual: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const frames = (await framesOf(page)).toSorted((a, b) => a - b)
    longest.push(frames.at(-1) ?? Number.NaN)
    usual.push(frames[Math.floor(frames.length * 0.99)] ?? Number.NaN)
  }
  await page.close()
  const [value, p99] = [spreadOf(longest), spreadOf(usual)]
  const isMet = value.median <= LONGEST_FRAME_MS
  return [
    { name: 'ten thousand videos scroll, frames p99', unit: 'ms', value: p99 },
    {
      ...{ name: 'ten thousand videos scroll, longest frame', unit: 'ms', value },
      goal: { text: `≤ ${LONGEST_FRAME_MS} ms`, isMet },
    },
  ]
}

/** Fetches the whole list, as somebody does who scrolls to its end. */
async function readWholeList(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/videos`)
  const last = page.locator(`li[aria-posinset="${VIDEOS}"]`)
  await page.getByRole('list', { name: 'Your videos' }).waitFor()
  while ((await last.count()) === 0) {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    await page.waitForTimeout(NEXT_MS)
  }
}

/** Milliseconds of each of some hundred frames, from the top of the list. */
async function framesOf(page: Page): Promise<number[]> {
  await page.evaluate('scrollTo(0, 0)')
  await page.waitForTimeout(SETTLED_MS)
  return (await page.evaluate(SCROLL)) as number[]
}
