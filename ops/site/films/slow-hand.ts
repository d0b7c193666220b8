import type { Locator, Page } from 'playwright-core'
import { byMouse, type Hand } from '../../tests/hands.ts'

const KEY_MS = 45
const REST_MS = 250

/** A hand that can be watched: it goes where it presses, and types letter by letter. */
export function slowHand(page: Page): Hand {
  const quick = byMouse(page)
  const reach = async (it: Locator) => {
    await it.waitFor()
    await it.scrollIntoViewIfNeeded()
    const box = await it.boundingBox()
    if (box) await page.mouse.move(...middleOf(box), { steps: 25 })
    await Bun.sleep(REST_MS)
  }
  const press = async (it: Locator) => {
    await reach(it)
    await it.click()
  }
  return {
    page,
    press,
    async write(it, text) {
      await press(it)
      await it.clear()
      await it.pressSequentially(text, { delay: KEY_MS })
    },
    async choose(it, label) {
      await reach(it)
      await quick.choose(it, label)
      await Bun.sleep(REST_MS)
    },
    async tick(it) {
      await reach(it)
      await it.check()
      await Bun.sleep(REST_MS)
    },
    async goTo(name) {
      const pages = page.getByRole('navigation', { name: 'Pages' })
      await press(pages.getByRole('link', { name, exact: true }))
      await page.getByRole('heading', { name, exact: true, level: 1 }).waitFor()
    },
  }
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Of a wide field its beginning, where its words are. */
function middleOf({ x, y, width, height }: Box): [number, number] {
  return [x + Math.min(width / 2, 120), y + height / 2]
}

/** A browser without a screen draws no pointer; this follows where it would be. */
export const POINTER = `addEventListener('DOMContentLoaded', () => {
  const arrow = document.createElement('div')
  arrow.setAttribute('aria-hidden', 'true')
  arrow.innerHTML = '<svg width="22" height="26"><path fill="#111" stroke="#fff" stroke-width="2" '
    + 'd="M2 2v19l5-4.6 3.2 7.4 3.6-1.6-3.2-7.2h7z"/></svg>'
  arrow.style.cssText = 'position:fixed;z-index:2147483647;pointer-events:none;left:0;top:0'
  const [x, y] = (sessionStorage.getItem('pointer') ?? '640,420').split(',')
  const go = (x, y) => { arrow.style.transform = 'translate(' + x + 'px,' + y + 'px)' }
  go(x, y)
  document.documentElement.append(arrow)
  addEventListener('mousemove', ({ clientX, clientY }) => {
    go(clientX, clientY)
    sessionStorage.setItem('pointer', clientX + ',' + clientY)
  }, true)
})`
