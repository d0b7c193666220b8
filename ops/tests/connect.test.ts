import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { startWorld, type World } from '../../agent/tests/world.ts'
import { buildApp } from '../start/build-app.ts'
import { openBrowser, type Visit, visit } from './browser.ts'
import { byMouse } from './hands.ts'
import { signUp } from './main-path.ts'

const START_MS = 120_000

let world: World
let browser: Browser
let address: string
let person: Visit
let page: Page

beforeAll(async () => {
  await buildApp(() => {})
  world = await startWorld('free')
  // Platforms send people back to this name, and a cookie does not follow to another one.
  address = world.apiUrl.replace('127.0.0.1', 'localhost')
  browser = await openBrowser()
}, START_MS)

afterAll(async () => {
  await browser?.close()
  await world?.close()
})

beforeEach(async () => {
  person = await visit(browser)
  page = person.page
})
afterEach(async () => {
  await person.close()
})

let newcomers = 0
/** Signs up, and goes where channels are connected. */
async function atConnections(): Promise<void> {
  newcomers += 1
  const hand = byMouse(page)
  await page.goto(address)
  const email = `newcomer-${newcomers}@example.com`
  await signUp(hand, { email, password: 'a password to remember' })
  await hand.goTo('Connections')
}

const button = (name: string) => page.getByRole('button', { name })

test('saying no at the platform is told in one sentence, with a way back', async () => {
  await atConnections()
  await button('Connect YouTube').click()
  await button('Cancel').click()
  const told = page.getByText('You did not allow access, so YouTube stays unconnected.')
  await told.waitFor()
  expect(page.url()).toBe(`${address}/connections`)
  await page.reload()
  await button('Connect YouTube').waitFor()
  expect(await told.count()).toBe(0)
})

test('a second channel of a platform is connected, named and let go beside the first', async () => {
  await atConnections()
  await button('Connect YouTube').click()
  await button('Allow').click()
  await button('Connect another YouTube channel').click()
  await page.getByLabel('Night Market Walks').check()
  await button('Allow').click()
  await page.getByText('when a video for @nightmarketwalks is ready').waitFor()
  await button('Disconnect Harbour Kitchen').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await page.getByText('@harbourkitchen').waitFor({ state: 'detached' })
  await page.getByText('YouTube · @nightmarketwalks').waitFor()
  expect(person.complaints).toEqual([])
})

test('captions are allowed on the card of a channel, and only then asked for', async () => {
  await atConnections()
  const wide = page.getByText('youtube.force-ssl')
  await button('Connect YouTube').click()
  await page.getByRole('heading', { name: 'allow Content Creation' }).waitFor()
  expect(await wide.count()).toBe(0)
  await button('Allow').click()
  await page.getByText('wants a wider permission for them').waitFor()
  await button('Allow captions to be added to Harbour Kitchen').click()
  await wide.waitFor()
  await button('Allow').click()
  await page.getByText('YouTube is connected.').waitFor()
  await page.getByText('YouTube · @harbourkitchen').waitFor()
  expect(await button('Allow captions').count()).toBe(0)
  expect(person.complaints).toEqual([])
})

test('the API page shows every operation and asks nobody else for anything', async () => {
  const answer = await fetch(`${address}/api/v1/openapi.json`)
  const { paths } = (await answer.json()) as { paths: Record<string, object> }
  const operations = Object.values(paths).flatMap(path => Object.keys(path))
  await page.goto(`${address}/api/docs`)
  await page.getByText('/enrichment/generate').waitFor()
  expect(await page.locator('.opblock').count()).toBe(operations.length)
  await page.getByText('/auth/login').click()
  await page.getByRole('button', { name: 'Try it out' }).waitFor()
  expect(person.complaints).toEqual([])
})
