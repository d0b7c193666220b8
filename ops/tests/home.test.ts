/** The first page: five steps while there is nothing, then what moves and what needs somebody. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser } from 'playwright-core'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { publishedOn, sendingTo } from '../../api/tests/publishing.ts'
import { axeFaults, openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'
import { picture } from './pictures.ts'

setDefaultTimeout(120_000)

let api: TestApi
let browser: Browser
let creator: Creator

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
  creator = await api.creator({ plan: 'pro' })
})

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

test('five steps tick themselves; later it says what goes on and who is needed', async () => {
  const page = await windowOf(browser, { cookie: creator.cookie, api })
  await page.goto(`${api.url}/`)
  const steps = page.getByRole('list').filter({ hasText: 'Connect a channel' })
  await steps.getByText('Connect a channel (open)').waitFor()
  await picture(page, 'home-new')
  const youtube = await api.connectionFor(creator, 'youtube')
  const tiktok = await api.connectionFor(creator, 'tiktok')
  await api.connectionFor(creator, 'linkedin')
  await page.reload()
  await steps.getByText('Connect a channel (done)').waitFor()
  const { publicationId } = await publishedOn(api, creator, {
    ...{ connection: youtube, at: new Date(), fileName: 'harbour.mp4' },
  })
  await sendingTo(api, creator, tiktok)
  const failed = await publishedOn(api, creator, { connection: youtube, at: new Date() })
  await api.db
    .updateTable('publication')
    .set({ state: 'failed', reason: 'It is too long.', who_can_fix: 'you' })
    .where('publication_id', '=', failed.publicationId)
    .execute()
  await api.db
    .updateTable('publication')
    .set({ state: 'unknown', reason: 'The answer was lost.' })
    .where('publication_id', '=', publicationId)
    .execute()
  await api.db
    .updateTable('connection')
    .set({ state: 'lost', lost_reason: 'The password there was changed.' })
    .where('connection_id', '=', tiktok.id)
    .execute()
  const gone = await publishedOn(api, creator, { connection: youtube, at: new Date() })
  await api.db
    .updateTable('publication')
    .set({ standing: 'missing', standing_at: new Date() })
    .where('publication_id', '=', gone.publicationId)
    .execute()
  await page.reload()
  const needs = page.getByRole('region', { name: 'Needs you' })
  await needs.getByText('TikTok no longer lets us post to').first().waitFor()
  await needs.getByText('LinkedIn lets us post to A linkedin channel until').first().waitFor()
  expect(await needs.getByRole('listitem').count()).toBe(5)
  await needs.getByText('Is “A day out” live on YouTube?').first().waitFor()
  await page.getByRole('region', { name: 'Going out now' }).getByText('0 % sent').waitFor()
  await picture(page, 'home')
  expect(await axeFaults(page)).toEqual([])
  // A doubt is settled here, and the keyboard stays in the queue.
  await needs.getByRole('button', { name: /^Decide/ }).click()
  await needs.getByRole('button', { name: 'I looked: it is live' }).click()
  await page.keyboard.press('Enter')
  await needs.getByText('Is “A day out” live on YouTube?').first().waitFor({ state: 'detached' })
  await page.locator('main#page :focus').waitFor()
  await needs.getByText('“A day out” is no longer shown on YouTube').first().waitFor()
  await needs.getByRole('link', { name: 'Open the video' }).last().click()
  await page.waitForURL('**/videos/*')
  await page.getByText('it was deleted there, or made private').waitFor()
  await page.context().close()
})

test('the commands lead anywhere by keyboard, and turn every word to German', async () => {
  const page = await windowOf(browser, { cookie: creator.cookie, api })
  await page.goto(`${api.url}/`)
  await page.locator('h1').waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('set priv')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/settings/privacy')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await page.getByRole('heading', { name: 'Home', level: 1 }).waitFor()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const help = keys.getByRole('link', { name: 'Help for this page' })
  expect(await help.getAttribute('href')).toBe('/docs/getting-started/')
  await picture(page, 'help')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('deutsch')
  expect(await axeFaults(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Start', level: 1 }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('de')
  const hilfe = page.getByRole('link', { name: 'Hilfe zu dieser Seite' })
  expect(await hilfe.getAttribute('href')).toBe('/de/docs/getting-started/')
  await page.context().close()
})

test('without a connection a page that was never read says so, and comes by itself', async () => {
  const page = await windowOf(browser, { cookie: creator.cookie, api })
  await page.goto(`${api.url}/settings/notifications`)
  await page.getByText('When a platform soon wants you to connect again').waitFor()
  await page.goto(`${api.url}/calendar`)
  await page.locator('td').first().waitFor()
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByText('There is no connection. This page is read as soon').waitFor()
  expect(await axeFaults(page)).toEqual([])
  await page.context().setOffline(false)
  await page.locator('td').first().waitFor()
  // Where nothing can be shown without one answer, its refusal is what is said.
  await page.route('**/trpc/*workspace.get*', route => route.fulfill({ status: 500, body: '{}' }))
  await page.goto(`${api.url}/calendar`)
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
  await page.unroute('**/trpc/*workspace.get*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('td').first().waitFor()
  await page.context().close()
})

test('a fault of the dashboard itself is told to its server by where it was', async () => {
  const page = await windowOf(browser, { cookie: creator.cookie, api })
  await page.goto(`${api.url}/`)
  await page.getByRole('main').waitFor()
  const told = page.waitForResponse(it => it.url().includes('failure.tell'))
  const stack = `RangeError: Canary.mp4\n    at showHome (${api.url}/assets/index-a.js:1:2)`
  await page.evaluate(stack => {
    void Promise.reject(Object.assign(new RangeError('Canary.mp4'), { stack }))
  }, stack)
  expect((await told).status()).toBe(200)
  const [line = ''] = api.logged.filter(it => it.includes('the dashboard failed'))
  expect(line).toContain('at showHome (assets/index-a.js:1:2)')
  expect(line).not.toContain('Canary')
  await page.context().close()
})
