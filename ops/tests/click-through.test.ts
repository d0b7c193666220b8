import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { buildApp } from '../start/build-app.ts'
import { openBrowser, type Visit, visit } from './browser.ts'
import { byMouse } from './hands.ts'
import { signUp } from './main-path.ts'
import { picture } from './pictures.ts'
import { openShop, type Shop } from './shop.ts'

const START_MS = 120_000
const PERSON = { email: 'new.creator@example.com', password: 'a password to remember' }
const REFUSED = '4000000000000002'
const FAILS_LATER = '4000000000000341'

let shop: Shop
let browser: Browser
let person: Visit
let page: Page
let address: string

beforeAll(async () => {
  await buildApp(() => {})
  shop = await openShop()
  address = shop.address
  browser = await openBrowser()
  person = await visit(browser)
  page = person.page
}, START_MS)

afterAll(async () => {
  await browser?.close()
  await shop?.stop()
})

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
const says = (words: string) => page.getByText(words).first().waitFor()
const card = (plan: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: plan, exact: true }) })

test('somebody new connects Instagram and uses up what Free includes', async () => {
  await page.goto(address)
  await signUp(byMouse(page), PERSON)
  await page.getByRole('link', { name: 'Connections' }).first().click()
  await button('Connect Instagram').click()
  await button('Allow').click()
  await says('Instagram is connected.')
  const agent = await shop.agentOf(PERSON)
  for (let count = 0; count < 10; count++) expect(await agent.reserve()).toBe(200)
  expect(await agent.reserve()).toBe(402)
  await page.getByRole('link', { name: 'Home' }).click()
  await says('10 of 10 uploads this month')
  await says('This month’s uploads are used up')
  await picture(page, '03-full')
  await page.getByRole('link', { name: 'See plans' }).first().click()
  await page.getByRole('heading', { name: 'Free plan' }).waitFor()
  await says('Nothing was charged yet.')
  await picture(page, '04-plans')
})

test('a refused card is told, and changes nothing', async () => {
  await button('Try Pro 14 days free').click()
  await page.locator(`input[value="${REFUSED}"]`).check()
  await page.locator('#pay').click()
  expect(await page.getByRole('alert').textContent()).toContain('declined')
  await picture(page, '05-refused-at-stripe')
  await page.locator('#cancel').click()
  await page.getByRole('heading', { name: 'Free plan' }).waitFor()
  expect(await (await shop.agentOf(PERSON)).reserve()).toBe(402)
})

test('a good card lifts the limit, and the page follows by itself', async () => {
  await shop.stripe.hold()
  await button('Try Pro 14 days free').click()
  await page.locator('#pay').click()
  await says('Your payment is being confirmed.')
  await picture(page, '06-confirming')
  await page.evaluate('window.isSamePage = true')
  await shop.stripe.flow()
  await says('You are on Pro now, free until')
  await page.getByRole('heading', { name: 'Pro plan' }).waitFor()
  expect(await page.evaluate('window.isSamePage')).toBe(true)
  expect(page.url()).toBe(`${address}/settings/billing`)
  await picture(page, '07-pro')
  expect(await (await shop.agentOf(PERSON)).reserve()).toBe(200)
  await page.getByRole('link', { name: 'Home' }).click()
  await says('11 of 100 uploads this month')
})

test('what was paid is listed, and a larger plan costs the difference', async () => {
  await shop.stripe.endTrial(PERSON.email)
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Plan and billing' }).click()
  await says('Renews on')
  await says('$29.00')
  await shop.stripe.useCard(PERSON.email, FAILS_LATER)
  await card('Enterprise').getByRole('button').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Your card is charged about $70 now').waitFor()
  await picture(page, '08-difference')
  await dialog.getByRole('button', { name: 'Upgrade now' }).click()
  expect(await dialog.getByRole('alert').textContent()).toContain('Nothing was changed.')
  await picture(page, '09-refused-upgrade')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.getByRole('heading', { name: 'Pro plan' }).count()).toBe(1)
})

test('with a good card the upgrade counts at once', async () => {
  await shop.stripe.useCard(PERSON.email, '4242424242424242')
  await card('Enterprise').getByRole('button').click()
  await button('Upgrade now').click()
  await says('You are on Enterprise now.')
  await says('No limit')
  await page.getByText('$70.00').waitFor()
  await picture(page, '10-enterprise')
})

test('less comes later, and can be taken back', async () => {
  await card('Pro').getByRole('button').click()
  await picture(page, '11-smaller')
  await button(/^Change on /).click()
  await says('Pro begins on')
  await picture(page, '12-smaller-planned')
  await button('Stay on Enterprise').click()
  await says('Good: Enterprise goes on.')
})

test('cancelling says until when, and can be taken back', async () => {
  await card('Free').getByRole('button').click()
  await picture(page, '13-cancel')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel Enterprise' }).click()
  await says('Cancelled. You keep Enterprise until')
  await picture(page, '14-cancelled')
  await button('Keep Enterprise').click()
  await says('Good: Enterprise goes on.')
  expect(await page.getByText('Cancelled.').count()).toBe(0)
})

test('the way to Stripe’s own page and back', async () => {
  await button('Cards and addresses at Stripe').click()
  await page.locator('#back').click()
  await page.getByRole('heading', { name: 'Enterprise plan' }).waitFor()
})

test('nothing went wrong in the browser, and nothing left this machine', () => {
  expect(person.complaints).toEqual([])
})
