import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import type { Browser, Page } from 'playwright-core'
import { type Mailbox, openMailbox } from '../start/mailbox.ts'
import { openBrowser, type Visit, visit } from './browser.ts'
import { type Household, startHousehold } from './household.ts'

const LIMIT_MS = 120_000
const EMAIL = 'mira@example.com'
const FIRST = 'a long enough password'
const SECOND = 'another password, as long'

let folder: string
let home: Household
let mailbox: Mailbox
let browser: Browser
let person: Visit
let page: Page
let recoveryCodes: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'content-account-'))
  // With a file in it the folder is left as it is: no video has to be prepared for this.
  mkdirSync(join(folder, 'watch'))
  writeFileSync(join(folder, 'watch', 'note.txt'), 'not a video')
  home = await startHousehold(folder)
  mailbox = openMailbox(join(folder, 'data', 'outbox'))
  browser = await openBrowser()
  person = await visit(browser)
  page = person.page
}, LIMIT_MS)

afterAll(async () => {
  mailbox?.close()
  await browser?.close()
  await home?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const press = (name: string, where: Page = page) =>
  where.getByRole('button', { name, exact: true }).click()
/** By the links, as a person goes there. */
async function toSettings(name: string, where: Page = page) {
  await where.getByRole('link', { name: 'Settings', exact: true }).click()
  await where.getByRole('link', { name, exact: true }).click()
}
const section = (name: string) => page.getByRole('region', { name, exact: true })

/** Every page is also looked at by eye: SCREENSHOTS names a folder for the pictures. */
async function picture(name: string, of: Page = page) {
  const shots = process.env.SCREENSHOTS
  if (!shots) return
  await of.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  await of.emulateMedia({ colorScheme: 'dark' })
  await of.setViewportSize({ width: 390, height: 760 })
  await of.screenshot({ path: join(shots, `${name}-narrow-dark.png`), fullPage: true })
  await of.emulateMedia({ colorScheme: 'light' })
  await of.setViewportSize({ width: 1200, height: 760 })
}

/** What an authenticator app shows now. */
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

async function signIn(password: string, at = '/') {
  await page.goto(`${home.address}${at}`)
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill(password)
  await press('Sign in')
}

test('somebody new signs up, and every page asks them to prove their address', async () => {
  await page.goto(`${home.address}/team`)
  await press('I am new here')
  await page.getByLabel('E-mail').fill(EMAIL)
  await page.getByLabel('Password').fill('password')
  await picture('sign-up')
  await press('Sign up')
  await page.getByRole('alert').getByText('it is tried first').waitFor()
  await page.getByLabel('Password').fill(FIRST)
  await press('Sign up')
  await page.getByRole('heading', { name: 'Team', exact: true }).waitFor()
  const banner = section('Your e-mail address')
  await banner.getByText(EMAIL).waitFor()
  // Nothing is mailed here, so it says where the link is.
  await banner.getByText(join(folder, 'data', 'outbox')).waitFor()
  await picture('team')
})

test('the mailed link proves it, works once, and leaves no secret in the address', async () => {
  const link = await mailbox.linkTo(EMAIL, 'verify')
  await page.goto(link)
  await page.getByText(`Thank you. ${EMAIL} is yours.`).waitFor()
  expect(page.url()).toBe(`${home.address}/verify`)
  await picture('verify')
  await page.getByRole('link', { name: 'Go to your videos' }).click()
  await page.getByRole('heading', { name: 'Home', exact: true }).waitFor()
  expect(await section('Your e-mail address').count()).toBe(0)
  const other = await visit(browser)
  await other.page.goto(link)
  await other.page.getByText('Sign in to confirm this address.').waitFor()
  await other.close()
})

test('who forgot the password gets a link, and signs in with a new one', async () => {
  await press('Sign out')
  await page.getByRole('link', { name: 'I forgot my password' }).click()
  await page.getByLabel('E-mail').fill(EMAIL)
  await press('Send me the link')
  await page.getByText('a link is on its way').waitFor()
  await picture('forgot')
  await page.goto(await mailbox.linkTo(EMAIL, 'reset'))
  await page.getByLabel('New password').fill(SECOND)
  await picture('reset')
  await press('Set the password')
  await page.getByText('Your password is set').waitFor()
  await picture('reset-done')
  await signIn(FIRST)
  await page.getByRole('alert').getByText('do not belong together').waitFor()
  await signIn(SECOND, '/settings/security')
  await page.getByRole('heading', { name: 'Security', exact: true }).waitFor()
})

test('a second step is turned on, with codes for the day the phone is lost', async () => {
  const second = section('Second step')
  await second.getByRole('button', { name: 'Turn it on' }).click()
  const secret = (await second.locator('code').textContent())?.replaceAll(' ', '') ?? ''
  await second.getByLabel('Code').fill('000000')
  await second.getByLabel('Your password').fill(SECOND)
  await picture('second-step')
  await second.getByRole('button', { name: 'Turn it on' }).click()
  await second.getByRole('alert').waitFor()
  await second.getByLabel('Code').fill(codeOf(secret))
  await second.getByRole('button', { name: 'Turn it on' }).click()
  await second.getByText('They are not shown again.').waitFor()
  recoveryCodes = await second.getByRole('status').getByRole('listitem').allInnerTexts()
  expect(recoveryCodes.length).toBeGreaterThan(5)
  await picture('recovery-codes')
  await second.getByRole('button', { name: 'I have kept them' }).click()
  await second.getByText(`${recoveryCodes.length} recovery codes are left.`).waitFor()
})

test('signing in then asks for the second step, and a recovery code is one', async () => {
  await press('Sign out')
  // Leaving the page at once would take the sign-out along with it.
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await signIn(SECOND, '/settings/security')
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
  await picture('code')
  await page.getByLabel('Code').fill('111111')
  await press('Sign in')
  await page.getByRole('alert').getByText('not right').waitFor()
  await page.getByLabel('Code').fill(recoveryCodes[0] ?? '')
  await press('Sign in')
  const left = `${recoveryCodes.length - 1} recovery codes are left.`
  await section('Second step').getByText(left).waitFor()
})

test('another browser is seen in the list, and signed out from here', async () => {
  const other = await visit(browser)
  await other.page.goto(home.address)
  await other.page.getByLabel('E-mail').fill(EMAIL)
  await other.page.getByLabel('Password').fill(SECOND)
  await press('Sign in', other.page)
  await other.page.getByLabel('Code').fill(recoveryCodes[1] ?? '')
  await press('Sign in', other.page)
  await other.page.getByRole('heading', { name: 'Home', exact: true }).waitFor()
  await page.reload()
  const list = section('Where you are signed in')
  await list.getByRole('listitem').nth(1).waitFor()
  await picture('account')
  await list.getByRole('button', { name: /^Sign out of / }).click()
  await list.getByRole('listitem').nth(1).waitFor({ state: 'detached' })
  await other.page.reload()
  await other.page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await other.close()
})

test('a copy of what is kept about somebody is made, and downloaded', async () => {
  await toSettings('Privacy')
  const copies = section('A copy of your data')
  await copies.getByText('Ask for a copy').click()
  await copies.getByLabel('Your password').fill(SECOND)
  await copies.getByLabel('Code').fill(recoveryCodes[2] ?? '')
  await copies.getByRole('button', { name: 'Make the copy' }).click()
  await copies.getByText('ready', { exact: true }).waitFor({ timeout: 40_000 })
  await copies.getByText('Download it').click()
  const form = copies.getByRole('listitem')
  await form.getByLabel('Your password').fill(SECOND)
  await form.getByLabel('Code').fill(recoveryCodes[3] ?? '')
  const download = page.waitForEvent('download')
  await form.getByRole('button', { name: 'Download', exact: true }).click()
  expect((await download).suggestedFilename()).toEndWith('.zip')
}, 60_000)

test('an account that is to be deleted can be taken back by signing in again', async () => {
  const end = section('Delete')
  await end.getByText('Delete your account').first().click()
  await end.getByLabel('Your password').last().fill(SECOND)
  await end
    .getByLabel('Code')
    .last()
    .fill(recoveryCodes[4] ?? '')
  await picture('delete')
  await end.getByRole('button', { name: 'Delete your account' }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await signIn(SECOND, '/settings/privacy')
  await page.getByLabel('Code').fill(recoveryCodes[5] ?? '')
  await press('Sign in')
  await picture('to-be-deleted')
  await press('Keep your account')
  await end.getByText('Delete your account').first().waitFor()
})

test('an address that leads nowhere says so, with a way back', async () => {
  await page.goto(`${home.address}/nowhere`)
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
})

test('no page complained, and none left this machine', () => {
  expect(person.complaints).toEqual([])
})
