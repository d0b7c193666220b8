/** The public site as it is built: whole, light, true to the product, and readable by everybody. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { PLAN_NAMES, PLANS, price } from '../../api/contract/index.ts'
import { REGISTRY } from '../../api/src/privacy/registry.ts'
import { cheapestWay } from '../../landing/src/data/calculator.ts'
import { secondsOf } from '../site/films/captions.ts'
import { FILMS } from '../site/films/list.ts'
import { readKnown } from '../site/films/sources.ts'
import { buildSite } from '../start/build-app.ts'
import { axeFaults, isTooWide, openBrowser, visit } from './browser.ts'
import { type BuiltPage, readPage } from './built-page.ts'

setDefaultTimeout(300_000)

const BUILT = join(import.meta.dir, '../../landing/dist')
const MOST_BYTES = 60_000
const LOOKED_AT = ['', 'pricing/', 'features/review/', 'compare/postiz/', 'download/', 'privacy/']
const LOOKS = [
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
] as const

const pages = new Map<string, BuiltPage>()
let browser: Browser

beforeAll(async () => {
  await buildSite(() => {})
  for (const path of new Bun.Glob('**/index.html').scanSync(BUILT)) {
    pages.set(`/${path.replace(/index\.html$/, '')}`, await readPage(join(BUILT, path)))
  }
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** The built files, as any server of plain files gives them. */
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: ({ url }) => {
    const file = fileOf(decodeURI(new URL(url).pathname))
    return existsSync(file) ? new Response(Bun.file(file)) : new Response(null, { status: 404 })
  },
})
afterAll(() => server.stop(true))

const fileOf = (path: string) => join(BUILT, path.replace(/\/$/, '/index.html'))
const own = () => [...pages].filter(([path]) => !/^\/(de\/)?docs\//.test(path))

test('every picture is there, and nothing is fetched from elsewhere', () => {
  expect(own().length).toBeGreaterThan(45)
  const faults = own().flatMap(([path, page]) =>
    page.loads.filter(it => !existsSync(fileOf(it))).map(it => [path, it]),
  )
  expect(faults).toEqual([])
})

test('a page does without scripts, but for the one that asks how the server is', () => {
  for (const [path, page] of own()) {
    expect([path, page.scripts]).toEqual([path, /status\/$/.test(path) ? ['/site/status.js'] : []])
  }
})

test('each page is there in both languages, and they name each other and themselves', () => {
  for (const [path, page] of own()) {
    const english = path.replace(/^\/de\//, '/')
    const both = { en: english, de: `/de${english}`, 'x-default': english }
    expect([path, page.language, page.alternates]).toEqual([
      path,
      path === english ? 'en' : 'de',
      both,
    ])
    expect(Object.values(both).every(it => pages.has(it))).toBe(true)
    expect([path, page.canonical]).toEqual([path, path])
    expect(page.description.length).toBeLessThanOrEqual(170)
    expect(existsSync(join(BUILT, page.card))).toBe(true)
  }
  const titles = own().map(([, page]) => page.title)
  expect(titles.length).toBe(
    new Set(titles.map((title, n) => `${title}${own()[n]?.[1].language}`)).size,
  )
})

test('search engines and readers of feeds find all of it', () => {
  const sitemap = readFileSync(join(BUILT, 'sitemap-0.xml'), 'utf8')
  const listed = [...sitemap.matchAll(/<loc>https?:\/\/[^/]+([^<]+)<\/loc>/g)].map(([, it]) => it)
  expect(listed).toEqual(expect.arrayContaining(own().map(([path]) => path)))
  expect(readFileSync(join(BUILT, 'robots.txt'), 'utf8')).toContain('/sitemap-index.xml')
  expect(readFileSync(join(BUILT, 'de/changelog/rss.xml'), 'utf8')).toContain('<rss version="2.0"')
})

test('what it says of prices and of data is what the product does', () => {
  const text = (path: string) => pages.get(path)?.text ?? ''
  for (const path of ['/', '/de/', '/pricing/', '/de/pricing/']) {
    for (const name of PLAN_NAMES) {
      expect(text(path)).toContain(price(PLANS[name].monthlyCents))
      expect(text(path)).toContain(price(PLANS[name].yearlyCents))
    }
  }
  for (const [table, { columns }] of Object.entries(REGISTRY)) {
    for (const name of [table, ...Object.keys(columns)]) expect(text('/privacy/')).toContain(name)
  }
})

test('the cheapest way is found whatever somebody publishes', () => {
  expect([10, 11, 100, 101, 300, 5000].map(it => cheapestWay(it))).toEqual([
    { plan: 'free', packs: 0, cents: 0 },
    { plan: 'pro', packs: 0, cents: 2900 },
    { plan: 'pro', packs: 0, cents: 2900 },
    { plan: 'pro', packs: 1, cents: 3800 },
    { plan: 'enterprise', packs: 0, cents: 9900 },
    { plan: 'enterprise', packs: 0, cents: 9900 },
  ])
})

test('the first page is light on a desk and on a phone', () => {
  for (const path of ['/', '/de/']) {
    const page = pages.get(path)
    const compressed = [fileOf(path), ...(page?.styles ?? []).map(fileOf)].map(it => `${it}.gz`)
    for (const eager of page?.eager ?? []) {
      const bytes = [...compressed, fileOf(eager)].reduce((sum, it) => sum + statSync(it).size, 0)
      expect([eager, bytes < MOST_BYTES ? 'light' : bytes]).toEqual([eager, 'light'])
    }
    expect(page?.eager.length).toBeGreaterThan(1)
  }
})

test('a film is fetched when somebody presses it, and one not made is not shown', async () => {
  const { page, complaints, close } = await visit(browser)
  const fetched: string[] = []
  page.on('request', it => fetched.push(new URL(it.url()).pathname))
  await page.goto(server.url.href)
  const isMade = 'first-video' in readKnown()
  expect(await page.locator('video').count()).toBe(isMade ? 1 : 0)
  if (!isMade) return close()
  await page.locator('video').scrollIntoViewIfNeeded()
  await page.waitForLoadState('networkidle')
  expect(fetched).toContain('/films/first-video.webp')
  expect(fetched.filter(it => /\.(webm|mp4)$/.test(it))).toEqual([])
  const seen = await topOf(page.locator('video'))
  await page.locator('video').evaluate(it => (it.style.opacity = '0'))
  expect(seen.equals(await topOf(page.locator('video')))).toBe(true)
  await page.locator('video').evaluate(it => (it.style.opacity = '1'))
  await page.locator('video').focus()
  await page.keyboard.press('Space')
  await page.waitForFunction('document.querySelector("video").currentTime > 0.2')
  expect(complaints).toEqual([])
  await close()
})

/** A strip of what is seen there, clear of the controls. */
async function topOf(it: Locator): Promise<Buffer> {
  const { x, y, width } = (await it.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  return it.page().screenshot({ clip: { x: x + 20, y: y + 200, width: width - 40, height: 60 } })
}

/** In the order in which the site knows them. */
const MADE = Object.keys(readKnown()).flatMap(slug => FILMS.filter(it => it.slug === slug))

/** How far each got of every kind of film, and how many captions there are in each language. */
const PLAYED = `(async () => {
  const heard = (it, name) => new Promise(done => it.addEventListener(name, done, { once: true }))
  const films = []
  for (const { src } of document.querySelectorAll('video source')) {
    const film = Object.assign(document.createElement('video'), { src, muted: true })
    const moved = heard(film, 'timeupdate')
    await film.play()
    await moved
    films.push({ src, lasts: film.duration })
    film.removeAttribute('src')
  }
  const captions = []
  for (const it of document.querySelectorAll('track')) {
    const isThere = it.readyState === 2 || heard(it, 'load')
    it.track.mode = 'hidden'
    await isThere
    captions.push({ src: it.src, language: it.srclang, cues: it.track.cues.length })
  }
  return { films, captions }
})()`

test('every film plays, as WebM and as MP4, with captions in both languages', async () => {
  const { page, complaints, close } = await visit(browser)
  await page.goto(`${server.url}docs/films/`)
  const played = await page.evaluate<{
    films: { src: string; lasts: number }[]
    captions: { src: string; language: string; cues: number }[]
  }>(PLAYED)
  const { films, captions } = played
  const at = (name: string) => `${server.url}films/${name}`
  expect(films.map(it => it.src)).toEqual(
    MADE.flatMap(({ slug }) => [at(`${slug}.webm`), at(`${slug}.mp4`)]),
  )
  for (const [index, film] of MADE.entries()) {
    for (const { lasts } of films.slice(index * 2, index * 2 + 2)) {
      expect(Math.abs(lasts - secondsOf(film))).toBeLessThan(0.2)
    }
    const cues = film.captions.length
    const [en, de] = [at(`${film.slug}.en.vtt`), at(`${film.slug}.de.vtt`)]
    expect(captions.slice(index * 2, index * 2 + 2)).toEqual([
      { src: en, language: 'en', cues },
      { src: de, language: 'de', cues },
    ])
  }
  expect(complaints).toEqual([])
  await close()
})

for (const look of LOOKS) {
  test(`everybody can read it, ${look.colorScheme} and ${look.viewport.width} wide`, async () => {
    const { page, complaints, close } = await visit(browser, look)
    const faults: unknown[] = []
    for (const path of LOOKED_AT) {
      await page.goto(`${server.url}${path}`)
      faults.push(...(await axeFaults(page)).map(it => [path, it]))
      if (await isTooWide(page)) faults.push([path, 'wider than the screen'])
    }
    expect([...faults, ...complaints]).toEqual([])
    await close()
  })
}
