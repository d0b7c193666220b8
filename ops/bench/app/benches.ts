import type { Browser, BrowserContext } from 'playwright-core'
import { SETTINGS_PAGES, settingsHref } from '../../../app/src/ui/shell/pages.ts'
import { withServices } from '../../services.ts'
import { buildApp } from '../../start/build-app.ts'
import { openBrowser, signIn } from '../../tests/browser.ts'
import { type Figure, type Spread, spreadOf } from '../measure.ts'
import { type Load, loadPage, NETWORKS, type Network } from './load.ts'
import { framesOf, readWholeList } from './scroll.ts'
import { type Desk, startDesk } from './seed.ts'

const KB = 1000
const FIRST_LOAD_KB = 90
const FURTHER_PAGE_KB = 30
/** What web.dev calls good. */
const GOOD = { lcp: 2500, cls: 0.1, inp: 200 }
const LONGEST_FRAME_MS = 32

const PAGES = ['/', '/videos', '/review', '/calendar', '/analytics', '/connections', '/devices']
const FURTHER = SETTINGS_PAGES.map(settingsHref)

interface Options {
  rounds: number
  say: (line: string) => void
}

/** What the dashboard weighs, how soon it stands on a slow telephone, and how it scrolls. */
export async function benchApp({ rounds, say }: Options): Promise<Figure[]> {
  return withServices({ postgres: true, chromium: true }, async ({ env }) => {
    Object.assign(process.env, env)
    await buildApp(say)
    say('a creator with ten thousand videos')
    const desk = await startDesk()
    const browser = await openBrowser()
    try {
      const inside = await signedIn(browser, desk)
      const pages = [...PAGES, await someVideo(inside, desk)]
      const signedOut = await browser.newContext({ reducedMotion: 'reduce' })
      const figures = await weights(inside, { desk, pages: [...pages, ...FURTHER], say })
      for (const network of Object.keys(NETWORKS) as Network[]) {
        for (const path of pages) {
          say(`${path}, ${network}`)
          figures.push(...(await vitals(inside, { say, desk, path, network, rounds })))
        }
        const first = await vitals(signedOut, { say, desk, path: '/', network, rounds })
        figures.push(...first.map(it => ({ ...it, name: `sign-in ${it.name}` })))
      }
      say('scrolling')
      return [...figures, ...(await scrolling(inside, desk, rounds))]
    } finally {
      await browser.close()
      await desk.close()
    }
  })
}

const LOOK = { viewport: { width: 1200, height: 800 }, locale: 'en-US' }

async function signedIn(browser: Browser, { url, person }: Desk): Promise<BrowserContext> {
  const context = await browser.newContext(LOOK)
  const page = await context.newPage()
  await page.goto(url)
  await signIn(page, person)
  await page.close()
  return context
}

async function someVideo(context: BrowserContext, { url }: Desk): Promise<string> {
  const page = await context.newPage()
  await page.goto(`${url}/videos`)
  const href = await page.locator('li[aria-posinset="1"] a').first().getAttribute('href')
  await page.close()
  return href ?? '/videos'
}

interface Weighed {
  desk: Desk
  pages: string[]
  say: (line: string) => void
}

/** Compressed scripts, as the server sent them: of the first load, and what each page adds. */
async function weights(context: BrowserContext, { desk, pages, say }: Weighed): Promise<Figure[]> {
  say('what each page fetches')
  const index = await (await fetch(desk.url)).text()
  const shell = new Set([...index.matchAll(/\/assets\/[^"]+\.js/g)].map(([path]) => path))
  const figures: Figure[] = []
  for (const path of pages) {
    const { scripts } = await loadPage(context, { url: desk.url + path, network: null })
    const isFirst = path === '/'
    const counted = [...scripts].filter(([name]) => isFirst || !shell.has(name))
    const kb = counted.reduce((sum, [, bytes]) => sum + bytes, 0) / KB
    const most = isFirst ? FIRST_LOAD_KB : FURTHER_PAGE_KB
    say(`${nameOf(path)}: ${kb} KB`)
    figures.push({
      ...{ name: `${nameOf(path)} scripts`, unit: 'KB', value: spreadOf([kb]) },
      goal: { text: `≤ ${most} KB`, isMet: kb <= most },
    })
  }
  return figures
}

const nameOf = (path: string) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')

interface Asked {
  say: (line: string) => void
  desk: Desk
  path: string
  network: Network
  rounds: number
}

async function vitals(context: BrowserContext, it: Asked): Promise<Figure[]> {
  const loads: Load[] = []
  for (let round = 0; round < it.rounds; round += 1) {
    const load = await loadPage(context, { url: it.desk.url + it.path, network: it.network })
    const { lcp, lcpOf, cls, inp, inpOf } = load
    it.say(`LCP ${lcp} (${lcpOf}), CLS ${cls}, INP ${inp} (${inpOf})`)
    loads.push(load)
  }
  const name = `${nameOf(it.path)} ${it.network}`
  return (['lcp', 'cls', 'inp'] as const).map(vital => {
    const value = spreadOf(loads.map(load => load[vital]))
    const unit = vital === 'cls' ? '' : 'ms'
    const figure = { name: `${name} ${vital.toUpperCase()}`, unit, value }
    // On the slower network nobody promised more than that it is known.
    return it.network === 'Fast 4G' ? { ...figure, goal: goalOf(value, GOOD[vital]) } : figure
  })
}

const goalOf = ({ median }: Spread, most: number) => ({ text: `≤ ${most}`, isMet: median <= most })

async function scrolling(context: BrowserContext, { url }: Desk, rounds: number) {
  const page = await context.newPage()
  await readWholeList(page, url)
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
