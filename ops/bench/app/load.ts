import type { BrowserContext, CDPSession, Page } from 'playwright-core'

/** Like a telephone of the middle price: what web.dev's own tools slow down to. */
const CPU_SLOWER = 4
/** Chromium's own names for them; a latency is that of each request. */
export const NETWORKS = {
  'Fast 4G': { latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 },
  'Slow 4G': { latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 },
} as const
export type Network = keyof typeof NETWORKS

const SETTLED_MS = 1000
/** Longer than an answer takes to be painted. */
const KEY_MS = 150
/** Longer than a dialog takes to come, whose code is fetched when it is first opened. */
const DIALOG_MS = 900
const OPENS_DIALOG = ['Control+k', '?']
const LONGEST_MS = 60_000

/** Web vitals as web.dev defines them, from the browser's own observers. */
const OBSERVE = `(() => {
  const seen = { lcp: 0, lcpOf: '', cls: 0, inp: 0, inpOf: '' }
  window.__vitals = seen
  const on = (type, each, more = {}) =>
    new PerformanceObserver(list => list.getEntries().forEach(each))
      .observe({ type, buffered: true, ...more })
  on('largest-contentful-paint', it => {
    seen.lcp = it.startTime
    seen.lcpOf = (it.element?.textContent ?? '').trim().slice(0, 40)
  })
  // The worst burst of shifts: gaps of less than one second, five seconds at most.
  let burst = { sum: 0, from: 0, last: 0 }
  on('layout-shift', it => {
    if (it.hadRecentInput) return
    const joins = it.startTime - burst.last < 1000 && it.startTime - burst.from < 5000
    burst = joins
      ? { ...burst, sum: burst.sum + it.value, last: it.startTime }
      : { sum: it.value, from: it.startTime, last: it.startTime }
    seen.cls = Math.max(seen.cls, burst.sum)
  })
  on('event', it => {
    if (!it.interactionId || it.duration <= seen.inp) return
    seen.inp = it.duration
    seen.inpOf = it.name
  }, { durationThreshold: 16 })
})()`

export interface Vitals {
  lcp: number
  lcpOf: string
  cls: number
  inp: number
  inpOf: string
}

export interface Load extends Vitals {
  /** Compressed bytes of each script, by its path, as the server sent them. */
  scripts: Map<string, number>
}

/** Opens a page with an empty cache; where a network is given, on a slow telephone, to be used. */
export async function loadPage(
  context: BrowserContext,
  { url, network }: { url: string; network: Network | null },
): Promise<Load> {
  const page = await context.newPage()
  const scripts = scriptsOf(page)
  try {
    await slowDown(await context.newCDPSession(page), network)
    await page.addInitScript(OBSERVE)
    await page.goto(url, { timeout: LONGEST_MS })
    await page.locator('h1').first().waitFor({ timeout: LONGEST_MS })
    const busy = page.locator('[aria-busy=true]').first()
    await busy.waitFor({ state: 'hidden', timeout: LONGEST_MS })
    await page.waitForTimeout(SETTLED_MS)
    const loaded = new Map(scripts)
    if (network) await interact(page)
    return { ...((await page.evaluate('window.__vitals')) as Vitals), scripts: loaded }
  } finally {
    await page.close()
  }
}

async function slowDown(session: CDPSession, network: Network | null): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  if (!network) return
  await session.send('Network.emulateNetworkConditions', { offline: false, ...NETWORKS[network] })
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
}

function scriptsOf(page: Page): Map<string, number> {
  const scripts = new Map<string, number>()
  page.on('response', response => {
    const { pathname } = new URL(response.url())
    if (!pathname.endsWith('.js')) return
    scripts.set(pathname, Number(response.headers()['content-length'] ?? Number.NaN))
  })
  return scripts
}

/** By keyboard, what can be done on every page, and a click on what is there to be chosen. */
async function interact(page: Page): Promise<void> {
  for (const key of ['Tab', 'Tab', 'Control+k', 'v', 'i', 'Escape', '?', 'Escape', 'j', 'k']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(OPENS_DIALOG.includes(key) ? DIALOG_MS : KEY_MS)
  }
  for (const what of ['h1', 'main select:visible, main input:visible']) {
    const found = page.locator(what).first()
    const box = (await found.count()) > 0 ? await found.boundingBox() : null
    if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await page.waitForTimeout(KEY_MS)
  }
}
