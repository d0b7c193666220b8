import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { faultPages } from '../../api/contract/index.ts'
import { buildSite } from '../start/build-app.ts'
import { openBrowser, visit } from './browser.ts'
import { brokenLinks, readSite } from './built-site.ts'

const BUILT = join(import.meta.dir, '../../landing/dist')
/** Pages of one form are looked at once: those of single codes, and what is not in German yet. */
const ALIKE = /troubleshooting\/[^/]+\/(?!unaudited)[^/]+\/|^de\/docs\/contributing\//
const isDocument = (path: string) => /^(de\/)?docs\//.test(path)
const PHONE = { viewport: { width: 390, height: 844 } }
let browser: Browser

beforeAll(async () => {
  await buildSite(() => {})
  browser = await openBrowser()
}, 180_000)
afterAll(() => browser?.close())

/** The built files, as any server of plain files gives them. */
const site = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: async request => {
    const path = decodeURI(new URL(request.url).pathname).replace(/\/$/, '/index.html')
    const file = Bun.file(join(BUILT, path))
    return (await file.exists()) ? new Response(file) : new Response(null, { status: 404 })
  },
})
afterAll(() => site.stop(true))

test('every page fits a phone, asks for nothing elsewhere and has what it names', async () => {
  const pages = [...new Bun.Glob('**/index.html').scanSync(BUILT)].filter(isDocument).sort()
  expect(pages).toContain('docs/contributing/architecture/index.html')
  expect(pages).toContain('de/docs/platform-apps/tiktok/index.html')
  const { page, complaints, close } = await visit(browser, PHONE)
  page.on('response', it => it.status() === 404 && complaints.push(`nothing at ${it.url()}`))
  for (const path of pages.filter(it => !ALIKE.test(it))) {
    await page.goto(`${site.url}${path.replace('index.html', '')}`)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(`${path}: ${overflow}`).toBe(`${path}: 0`)
  }
  expect(complaints).toEqual([])
  await close()
}, 120_000)

test('every code has its page, and no link of any page leads nowhere', async () => {
  const pages = await readSite(BUILT)
  const missing = faultPages().flatMap(({ path }) => [path, `/de${path}`])
  expect(missing.filter(path => !pages.has(path))).toEqual([])
  expect(await brokenLinks(BUILT, pages)).toEqual([])
}, 60_000)

test('a program that reads finds each document as text', async () => {
  const list = await Bun.file(join(BUILT, 'llms.txt')).text()
  const texts = [...list.matchAll(/\]\((\/[^)]+)\)/g)].map(([, path = '']) => path)
  expect(texts).toEqual(
    expect.arrayContaining(['/docs/guides/review.md', '/docs/reference/rest.md']),
  )
  const read = await Promise.all(texts.map(path => Bun.file(join(BUILT, path)).text()))
  expect(read.filter(text => !text.startsWith('# ') || /^<!-- facts/m.test(text))).toEqual([])
})

test('the picture of the rooms has the colour of the text, by day and by night', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, close } = await visit(browser, { colorScheme })
    await page.goto(`${site.url}docs/contributing/architecture/`)
    const [drawn, written] = await page.evaluate<[string, string]>(`[
      getComputedStyle(document.querySelector('[aria-label="Who imports whom"] text')).fill,
      getComputedStyle(document.querySelector('main p')).color,
    ]`)
    expect(drawn).toBe(written)
    await close()
  }
}, 60_000)

test('a search finds a page by a word of it', async () => {
  const { page, close } = await visit(browser)
  await page.goto(`${site.url}docs/`)
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByPlaceholder('Search').fill('canaries')
  await page.getByRole('link', { name: 'A migration' }).first().waitFor()
  await close()
}, 60_000)
