import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { axeFaults, isTooWide, openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'
import { picture } from './pictures.ts'

const LIMIT_MS = 120_000
const PAGES = [
  '/connections',
  '/devices',
  ...['profile', 'security', 'notifications', 'prompts', 'privacy', 'brand', 'audit'].map(
    it => `/settings/${it}`,
  ),
]

let api: TestApi
let browser: Browser
let creator: Creator
let page: Page

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
  creator = await api.creator({ plan: 'pro' })
  await api.connectionFor(creator, 'instagram')
  page = await windowOf(browser, { ...creator, api }, { viewport: { width: 1440, height: 900 } })
}, LIMIT_MS)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const button = (name: string | RegExp) => page.getByRole('button', { name })

test(
  'a voice is saved, tried out, and says that no model is set up',
  async () => {
    await page.goto(`${api.url}/settings/prompts`)
    await page.getByLabel('Brand voice').fill('A harbour kitchen, dry and kind.')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('Saved. They hold for videos found from now on.').waitFor()
    await button('Write').click()
    await page.getByText('No model wrote this').waitFor()
    await page.getByText('Harbour at dawn').first().waitFor()
    await picture(page, 'prompts')
    const { brandVoice } = await creator.browser.workspace.get.query()
    expect(brandVoice).toBe('A harbour kitchen, dry and kind.')
  },
  LIMIT_MS,
)

test(
  'preview pictures are switched off by keyboard, and the language is chosen for every page',
  async () => {
    await page.goto(`${api.url}/settings/privacy`)
    await page.getByRole('switch', { name: 'Share preview pictures' }).focus()
    await page.keyboard.press('Space')
    await page.getByText('All preview pictures are deleted.').waitFor()
    expect((await creator.browser.workspace.get.query()).sharePreviews).toBe(false)
    await page.goto(`${api.url}/settings/profile`)
    await page.getByLabel('Your name').fill('Ada Harbour')
    await button('Save').click()
    await page.getByText('Saved.').waitFor()
    expect((await creator.browser.account.me.query()).user?.name).toBe('Ada Harbour')
    await page.getByLabel('Deutsch').check()
    await page.getByRole('heading', { name: 'Sprache' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Profil', exact: true }).waitFor()
    await page.getByLabel('English').check()
    await page.getByRole('heading', { name: 'Language' }).waitFor()
  },
  LIMIT_MS,
)

test(
  'a computer that is away keeps the wish to pause, and a rule is changed at once',
  async () => {
    const device = { version: '0.1.0', folders: ['~/Videos/Out'] }
    await creator.key.publication.standing.mutate({ items: [], device })
    await page.goto(`${api.url}/devices`)
    await page.getByText('agent 0.1.0').waitFor()
    await page.getByText('~/Videos/Out').waitFor()
    await button(/^Pause /).click()
    await page.getByText(/which is offline/).waitFor()
    const { orders } = await creator.browser.order.list.query()
    expect(orders.map(it => [it.wish.kind, it.state])).toEqual([['pause', 'waiting']])
    await page.getByText('waits for the computer').waitFor()
    await picture(page, 'devices')
    await page.goto(`${api.url}/connections`)
    const rule = page.getByLabel('When a video is ready')
    const saved = page.waitForResponse(it => it.url().includes('connection.saveRule'))
    await rule.selectOption({ label: 'Publish by itself, Reels tab only' })
    await saved
    const { connections } = await creator.browser.connection.list.query()
    expect(connections[0]?.rule).toMatchObject({ mode: 'automatic', shareToFeed: false })
    await page.getByText('What we may do there').click()
    await page.getByText('Connected since').waitFor()
    await picture(page, 'connections')
    // What had the focus goes, and the keyboard stays near where it was.
    await button(/^Disconnect/).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await page.getByText('is disconnected').waitFor()
    await page.locator('main#page :focus').waitFor()
  },
  LIMIT_MS,
)

test(
  'every page is read by everybody, by day and night, narrow and wide',
  async () => {
    for (const path of PAGES) {
      await page.goto(`${api.url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      for (const width of [320, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        expect([path, width, await isTooWide(page)]).toEqual([path, width, false])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          expect([path, width, await axeFaults(page)]).toEqual([path, width, []])
        }
      }
    }
  },
  LIMIT_MS,
)
