import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { buildApp } from '../start/build-app.ts'
import { openBrowser, type Visit, visit } from './browser.ts'
import { picture } from './pictures.ts'
import { openShop, type Shop } from './shop.ts'

const START_MS = 120_000
const PERSON = { email: 'chief@example.com', password: 'a password to remember' }
/** One pixel. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg=='

let shop: Shop
let browser: Browser
let person: Visit
let page: Page
const arrived: string[] = []
const receiver = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  async fetch(request) {
    arrived.push(await request.text())
    // It takes its time: the page looks at least once while it has not answered.
    await page.waitForResponse(it => it.url().includes('webhook.deliveries'))
    return new Response(null, { status: 204 })
  },
})

beforeAll(async () => {
  await buildApp(() => {})
  shop = await openShop({
    ...{ SIGNUP_PLAN: 'enterprise', OPERATORS: PERSON.email, WEBHOOKS_TO_LOOPBACK: 'yes' },
  })
  browser = await openBrowser()
  person = await visit(browser)
  page = person.page
}, START_MS)

afterAll(async () => {
  await browser?.close()
  await shop?.stop()
  await receiver.stop(true)
})

const button = (name: string) => page.getByRole('button', { name, exact: true })
const says = (words: string) => page.getByText(words).first().waitFor()
/** By the links, as a person goes there. */
async function toSettings(name: string) {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name, exact: true }).click()
}
const section = (name: string) => page.getByRole('region', { name, exact: true })

/** Signs a computer's agent in. */
async function agentKey(device: string): Promise<string> {
  const answer = await fetch(`${shop.address}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...PERSON, device }),
  })
  return ((await answer.json()) as { apiKey: string }).apiKey
}

test('a key for a program is shown once, and can be stopped', async () => {
  await page.goto(`${shop.address}/developer`)
  await button('I am new here').click()
  await page.getByLabel('E-mail').fill(PERSON.email)
  await page.getByLabel('Password').fill(PERSON.password)
  await button('Sign up').click()
  await page.getByRole('heading', { name: 'Developer' }).waitFor()
  await picture(page, 'developer-01-empty')
  await section('API keys').getByText('Make a key').click()
  await page.getByLabel('Name', { exact: true }).first().fill('Newsroom server')
  await page.getByRole('checkbox', { name: /^read / }).check()
  await section('API keys').getByLabel('Your password').first().fill(PERSON.password)
  await button('Make the key').click()
  const secret = await page.getByLabel('Key of Newsroom server', { exact: true }).inputValue()
  await picture(page, 'developer-02-key')
  const asked = await fetch(`${shop.address}/api/v1/auth/me`, {
    headers: { 'x-api-key': secret },
  })
  expect(asked.status).toBe(200)
  await page.reload()
  await section('API keys').getByText('Newsroom server').first().waitFor()
  expect(await page.getByLabel('Key of Newsroom server', { exact: true }).count()).toBe(0)
  expect(await page.content()).not.toContain(secret)
})

test('computers have a page of their own, on which one is signed out', async () => {
  await agentKey('The studio computer')
  const gone = await agentKey('The sold computer')
  const ended = await fetch(`${shop.address}/trpc/device.key.revokeOwn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': gone },
  })
  expect(ended.status).toBe(200)
  await page.getByRole('link', { name: 'Computers' }).click()
  await page.getByRole('heading', { name: 'Computers' }).waitFor()
  await picture(page, 'devices')
  const line = page.getByRole('listitem').filter({ hasText: 'The studio computer' })
  await line.waitFor()
  // Its agent signed itself out.
  expect(await page.getByText('The sold computer').count()).toBe(0)
  await line.getByRole('button', { name: /^Sign out/ }).click()
  await button('Sign it out').click()
  await says('The studio computer is signed out.')
  expect(await line.count()).toBe(0)
  await toSettings('Developer')
  await section('API keys').waitFor()
})

test('a webhook takes a test message, and says what came of it', async () => {
  const hooks = section('Webhooks')
  await hooks.getByText('Add an address').click()
  await hooks.getByLabel('Address').fill(`http://127.0.0.1:${receiver.port}/in`)
  await button('Add the address').click()
  const secret = await hooks.getByLabel(/^Secret that signs/).inputValue()
  expect(secret).toStartWith('whsec_')
  await hooks.getByRole('button', { name: 'I have it' }).click()
  await hooks.getByText('What was sent', { exact: true }).click()
  await button('Send a test').click()
  await hooks.getByText('Delivered, answered 204').waitFor()
  expect(arrived).toHaveLength(1)
  await picture(page, 'developer-03-webhook')
})

test('a look of their own is on the page at once', async () => {
  await toSettings('White label')
  const look = section('Your name and logo')
  await look.getByLabel('Name', { exact: true }).fill('Harbour Studio')
  await look.locator('input[type=color]').fill('#7a1f5c')
  const buffer = Buffer.from(PNG, 'base64')
  await look.getByLabel('Picture').setInputFiles({
    ...{ name: 'logo.png', mimeType: 'image/png', buffer },
  })
  await button('Save name and logo').click()
  await look.getByText('Saved. Your pages and mails carry it from now on.').waitFor()
  await page.getByRole('complementary').getByText('Harbour Studio').waitFor()
  await page.locator('aside img[src*="/brand/logo"]').waitFor()
  await picture(page, 'developer-04-look')
})

test('and ours is back when they take it back', async () => {
  await button('Use ours again').click()
  await button('Use ours').click()
  await page.getByRole('complementary').getByText('Harbour Studio').waitFor({ state: 'hidden' })
  await page.locator('aside img[src="/icon.svg"]').waitFor()
  expect(await section('Your name and logo').getByLabel('Name', { exact: true }).inputValue()).toBe(
    '',
  )
  await picture(page, 'developer-06-our-look')
})

test('all of it is in the audit log, whose chain holds', async () => {
  await toSettings('Audit log')
  const log = section('Audit log')
  for (const words of ['A key was made', 'A webhook was added', 'The look was changed']) {
    await log.getByText(words).first().waitFor()
  }
  await log.getByRole('button', { name: 'Check that no line was changed' }).click()
  await log.getByText(/^All \d+ lines are as they were written\./).waitFor()
  await picture(page, 'developer-05-audit')
})

test('who is named as an operator sees the key figures, once the address is proved', async () => {
  await page.goto(`${shop.address}/operator`)
  await says('There is no such page')
  await page.goto(await shop.mailbox.linkTo(PERSON.email, 'verify'))
  await says('Thank you.')
  await page.goto(`${shop.address}/operator`)
  await page.getByRole('heading', { name: 'Key figures' }).waitFor()
  await says('Active (MAU)')
  await page.getByLabel('US dollars').fill('120.50')
  await button('Save').click()
  await says('Saved.')
  await says('$120.50')
  await picture(page, 'operator')
  expect(person.complaints).toEqual([])
})
