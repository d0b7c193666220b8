import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { z } from 'zod'
import { clip } from '../../agent/tests/clips.ts'
import { PLATFORM_NAMES } from '../../api/contract/index.ts'
import { openBrowser, signIn, type Visit, visit } from './browser.ts'
import { type Household, startHousehold } from './household.ts'

const LIMIT_MS = 120_000
const FIRST = 'my-first-video.mp4'
const NAMES = Object.values(PLATFORM_NAMES)

let folder: string
let home: Household
let browser: Browser
let person: Visit
let page: Page

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'content-dashboard-'))
  home = await startHousehold(folder)
  for (const name of NAMES) await home.says(`${FIRST} → ${name}: published`)
  browser = await openBrowser()
  person = await visit(browser)
  page = person.page
  await page.goto(`${home.address}/videos`)
  await signIn(page, home)
}, LIMIT_MS)

afterAll(async () => {
  await browser?.close()
  await home?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A video's row among all of them. */
const row = (name: string): Locator =>
  page.getByRole('list', { name: 'Your videos' }).locator(':scope > li').filter({ hasText: name })
/** What is said of one place on the page of a video. */
const place = (platform: string): Locator =>
  page
    .getByRole('region', { name: 'Where it goes' })
    .locator('ul > li')
    .filter({ has: page.getByRole('heading', { name: platform }) })
const toVideos = () =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Videos' }).click()

test('a published video stands there once, with every place and its link', async () => {
  await row(FIRST).waitFor()
  expect(await row(FIRST).count()).toBe(1)
  expect(await row(FIRST).getByText('Published').count()).toBe(NAMES.length)
  await row(FIRST).getByRole('link').click()
  await place(NAMES[0] ?? '').waitFor()
  const links = await page.getByRole('link', { name: /^Open on/ }).all()
  const hosts = await Promise.all(
    links.map(async link => originOf(await link.getAttribute('href'))),
  )
  expect(new Set(hosts)).toEqual(new Set(Object.values(home.origins)))
})

for (const platform of NAMES) {
  test(`the link to ${platform} opens a page where the video plays`, async () => {
    const opened = page.waitForEvent('popup')
    await page.getByRole('link', { name: `Open on ${platform}` }).click()
    const there = await opened
    await there.locator('video').waitFor()
    await there.evaluate('document.querySelector("video").play()')
    await there.waitForFunction('document.querySelector("video").currentTime > 0.3')
    await there.close()
  })
}

test('what is wished for the words on one channel is kept for that channel alone', async () => {
  await page.goto(`${home.address}/connections`)
  const channel = page.getByRole('listitem').filter({ hasText: 'YouTube · @harbourkitchen' })
  const wishes = page.getByLabel('Wishes for the words on Harbour Kitchen')
  const save = async (text: string) => {
    await channel.getByText('Wishes for the words').click()
    await wishes.fill(text)
    await channel.getByRole('button', { name: 'Save' }).click()
    await channel.getByText(/^Saved\./).waitFor()
    await page.reload()
    await channel.waitFor()
  }
  await save('Always name the town.')
  expect(await wishes.inputValue()).toBe('Always name the town.')
  const all = page.locator('textarea[name=prompt]')
  const filled = (await Promise.all((await all.all()).map(it => it.inputValue()))).filter(Boolean)
  expect(filled).toHaveLength(1)
  await save('')
})

test('the demo creator has opened the mailed link, so nothing asks them to', async () => {
  await page.waitForFunction(`fetch('/trpc/account.me').then(answer => answer.json())
    .then(({ result }) => result.data.user.isVerified)`)
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.getByRole('region', { name: 'Your e-mail address' }).count()).toBe(0)
})

test('platforms send people back to the very address that start printed', async () => {
  const leaving = page.evaluate<string>(`fetch('/api/v1/oauth/youtube/initiate', {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}',
  }).then(answer => answer.json()).then(({ authorizationUrl }) => authorizationUrl)`)
  const back = new URL(await leaving).searchParams.get('redirect_uri')
  expect(originOf(back)).toBe(home.address)
})

test('a new video appears and is published while the page stays as it is', async () => {
  await toVideos()
  await page.evaluate('window.isSamePage = true')
  await page.getByText('Live', { exact: true }).waitFor()
  const link = row(FIRST).getByRole('link')
  await link.focus()
  const waiting = await clip(join(folder, 'second.mp4'), 'second')
  renameSync(waiting, join(home.watchFolder, 'second.mp4'))
  await row('second.mp4')
    .getByText('Published')
    .nth(NAMES.length - 1)
    .waitFor()
  expect(await page.evaluate('window.isSamePage')).toBe(true)
  // News must not take the keyboard away from whoever is using it.
  expect(await page.locator(':focus').getAttribute('href')).toBe(await link.getAttribute('href'))
}, 60_000)

test('Tab reaches everything that can be used, and one sees where it is', async () => {
  // What lies in a closed fold is reached once its summary is opened.
  const kinds = ['a', 'button', 'select', 'input', 'summary'].map(it => `${it}:visible`)
  const usable = await page.locator(kinds.join(', ')).count()
  const reached = new Set<string>()
  // Between the last and the first the keyboard is in the browser itself, and a date has parts.
  const further = 1 + DATE_PARTS * (await page.locator('input[type=date]:visible').count())
  for (let step = 0; step < usable + further; step++) {
    await page.keyboard.press('Tab')
    const here = Focus.parse(await page.evaluate(FOCUS))
    // The parts of a date are shown by the browser, inside of the field that was outlined.
    if (here.tag === 'BODY' || reached.has(here.place)) continue
    expect(here).toMatchObject({ isOutlined: true })
    reached.add(here.place)
  }
  expect(reached.size).toBe(usable)
})

/** Day, month, year, and what opens the calendar; the first is counted as the field itself. */
const DATE_PARTS = 3

const Focus = z.object({ tag: z.string(), place: z.string(), isOutlined: z.boolean() })
const FOCUS = `(() => {
  const it = document.activeElement
  const { x, y } = it.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(it)
  const isOutlined = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
  return { tag: it.tagName, place: x + scrollX + ' ' + (y + scrollY), isOutlined }
})()`

test('everything has a name for who cannot see it', async () => {
  const tree = await page.locator('body').ariaSnapshot()
  const nameless = tree
    .split('\n')
    .filter(line => /^\s*- (button|link|combobox|textbox|progressbar|img|heading)(?! ")/.test(line))
  expect(nameless).toEqual([])
  expect(tree).toContain('- main')
  expect(tree).toContain('- navigation')
})

test('nothing went wrong in the browser, and nothing left this machine', () => {
  expect(person.complaints).toEqual([])
})

test('while the server has not answered, the page says what it waits for', async () => {
  const other = await visit(browser)
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await other.page.route('**/trpc/**', async route => {
    await released
    await route.continue()
  })
  await other.page.goto(home.address)
  await other.page.getByText('Opening your dashboard…').waitFor()
  release()
  await other.page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await other.close()
})

test('a wrong password is told beside the form', async () => {
  const other = await visit(browser)
  await other.page.goto(home.address)
  const wrong = signIn(other.page, { email: home.email, password: 'not this one' })
  const told = other.page.getByRole('alert').textContent()
  expect(await Promise.race([told, wrong])).toContain('do not belong together')
  await other.close()
  await wrong.catch(() => undefined)
})

test('when the server stops the page says so, and finds its way back', async () => {
  await home.stop()
  await page.getByText('Connecting…').waitFor()
  await page.getByLabel('Order').selectOption('By file name')
  await page.getByText('We cannot reach the server.').first().waitFor()
  await refusedOnce(home.address)
  home = await startHousehold(folder, home.address)
  const again = page.getByRole('button', { name: 'Try again' })
  // While the server took its time to start, the page may have found back by itself.
  await again.click({ timeout: 3000 }).catch(() => undefined)
  await row('second.mp4').waitFor()
  await page.getByText('Live', { exact: true }).waitFor()
}, 60_000)

/** A server that is still starting, for as long as it takes the page to ask for what is new. */
async function refusedOnce(address: string): Promise<void> {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  const { hostname, port } = new URL(address)
  const starting = Bun.serve({
    hostname,
    port,
    fetch(request) {
      if (request.url.includes('publication.onChange')) resolve()
      return new Response('Starting.', { status: 503 })
    },
  })
  await asked
  await starting.stop()
}

test('signing out leads to the sign-in form, also after a reload', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
})

const originOf = (href: string | null) => new URL(href ?? '').origin
