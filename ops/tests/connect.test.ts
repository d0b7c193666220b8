import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { startWorld, type World } from '../../agent/tests/world.ts'
import { PLATFORMS } from '../../api/contract/index.ts'
import { buildApp } from '../start/build-app.ts'
import { openBrowser, type Visit, visit } from './browser.ts'

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
async function signUp(): Promise<void> {
  newcomers += 1
  await page.goto(address)
  await page.getByRole('button', { name: 'I am new here' }).click()
  await page.getByLabel('E-mail').fill(`newcomer-${newcomers}@example.com`)
  await page.getByLabel('Password').fill('a password to remember')
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.getByRole('heading', { name: 'Home', exact: true }).waitFor()
}

/** Signs up, and goes where channels are connected. */
async function atConnections(): Promise<void> {
  await signUp()
  await page.goto(`${address}/connections`)
  await page.getByRole('heading', { name: 'Connections', exact: true }).waitFor()
}

const button = (name: string) => page.getByRole('button', { name })
const originOf = (it: Page) => new URL(it.url()).origin

test('a newcomer signs up and reads what to do first', async () => {
  await signUp()
  await page.getByRole('heading', { name: 'Five steps to your first video' }).waitFor()
  await page.getByText('0 of 10 uploads this month').waitFor()
  await page.getByRole('complementary').getByText('Free', { exact: true }).waitFor()
  await page.goto(`${address}/connections`)
  await button('Connect YouTube').waitFor()
  expect(await page.getByRole('button', { name: /^Connect / }).count()).toBe(PLATFORMS.length)
  expect(person.complaints).toEqual([])
})

test('pressing Connect leads to the platform and back to a connected channel', async () => {
  await atConnections()
  await button('Connect YouTube').click()
  await page.getByRole('heading', { name: 'allow Content Creation' }).waitFor()
  expect(originOf(page)).toBe(world.origins.youtube)
  await button('Allow').click()
  await page.getByText('YouTube is connected.').waitFor()
  await page.getByText('@harbourkitchen').waitFor()
  expect(page.url()).toBe(`${address}/connections`)
  await page.reload()
  await page.getByText('@harbourkitchen').waitFor()
  expect(await page.getByText('YouTube is connected.').count()).toBe(0)
  expect(person.complaints).toEqual([])
})

test('a second platform on the Free plan is answered with the plan that has it', async () => {
  await atConnections()
  await button('Connect TikTok').click()
  await button('Allow').click()
  await page.getByText('TikTok is connected.').waitFor()
  await button('Connect Instagram').click()
  await page
    .getByText('The Free plan connects one platform. Instagram too comes with the Pro plan.')
    .waitFor()
  expect(page.url()).toBe(`${address}/connections`)
})

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

test('a channel is let go only after a second click', async () => {
  await atConnections()
  await button('Connect Instagram').click()
  await button('Allow').click()
  await page.getByText('Instagram is connected.').waitFor()
  await page.getByRole('button', { name: /^Disconnect/ }).click()
  await button('Keep').click()
  await page.getByRole('button', { name: /^Disconnect/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await button('Connect Instagram').waitFor()
  expect(person.complaints).toEqual([])
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
