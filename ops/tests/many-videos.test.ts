import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { PASSWORD, startWorld, type World } from '../../agent/tests/world.ts'
import { buildApp } from '../start/build-app.ts'
import { openBrowser, signIn, type Visit, visit } from './browser.ts'

setDefaultTimeout(120_000)

const VIDEOS = 130
const PAGE = 50

let world: World
let browser: Browser
let person: Visit
let page: Page
let connectionId: string
const reserved: string[] = []
/** What the page asked our server, without the stream that it listens to. */
let asked: string[] = []
const answered: string[] = []

beforeAll(async () => {
  await buildApp(() => {})
  world = await startWorld('enterprise')
  connectionId = (await world.connect('instagram')).id
  for (let i = 0; i < VIDEOS; i++) reserved.push(await reserve(`day ${i}.mp4`))
  browser = await openBrowser()
  person = await visit(browser)
  page = person.page
  const isQuestion = (path: string) => /^\/trpc\/(?!publication\.onChange)/.test(path)
  page.on('request', request => {
    const { pathname } = new URL(request.url())
    if (isQuestion(pathname)) asked.push(pathname)
  })
  page.on('requestfinished', request => void answered.push(new URL(request.url()).pathname))
  await page.goto(`${world.apiUrl.replace('127.0.0.1', 'localhost')}/videos`)
  await signIn(page, { email: world.creator.email, password: PASSWORD })
})

afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const asAgent = async (path: string, body: object): Promise<unknown> => {
  const headers = { 'content-type': 'application/json', 'x-api-key': world.creator.apiKey }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await fetch(`${world.apiUrl}${path}`, init)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

async function reserve(fileName: string): Promise<string> {
  const sha256 = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')
  const video = { sha256, fileName, sizeBytes: 12_000_000, durationMs: 30_000 }
  const metadata = { platform: 'instagram', caption: 'A day out' }
  const answer = await asAgent('/api/v1/publications/reserve', { video, connectionId, metadata })
  return z.object({ publicationId: z.string() }).parse(answer).publicationId
}

const report = (publicationId: string, percent: number) =>
  asAgent('/trpc/publication.report', { publicationId, state: 'uploading', percent })

const list = () => page.getByRole('list', { name: 'Your videos' })
const focusedRow = () =>
  page.evaluate('document.activeElement.closest("li").getAttribute("aria-posinset")')

test('older pages come while one scrolls, each with one question', async () => {
  await list().getByText('day 129.mp4').waitFor()
  // Once more as soon as the stream has begun, lest something fell between the two.
  while (answered.filter(path => path.includes('analytics.videos')).length < 2) {
    await page.waitForEvent('requestfinished')
  }
  asked = []
  const oldest = list().getByText('day 0.mp4')
  while ((await oldest.count()) === 0) {
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    await page.waitForTimeout(50)
  }
  const item = list().locator(':scope > li').last()
  expect(await item.getAttribute('aria-posinset')).toBe(`${VIDEOS}`)
  expect(await item.getAttribute('aria-setsize')).toBe(`${VIDEOS}`)
  expect(await list().locator(':scope > li').count()).toBeLessThan(40)
  const pages = Math.ceil(VIDEOS / PAGE)
  expect(asked.filter(path => path.includes('analytics.videos'))).toHaveLength(pages - 1)
})

test('the arrows go from row to row, and the row that has the keyboard is never lost', async () => {
  await page.evaluate('scrollTo(0, 0)')
  await list().locator('li[aria-posinset="1"] a').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await focusedRow()).toBe('3')
  await page.keyboard.press('End')
  await page.waitForFunction(
    `document.activeElement.closest('li')?.getAttribute('aria-posinset') === '${VIDEOS}'`,
  )
  await page.evaluate('scrollTo(0, 0)')
  await list().locator('li[aria-posinset="1"]').waitFor()
  expect(await focusedRow()).toBe(`${VIDEOS}`)
  await page.keyboard.press('Home')
  await page.waitForFunction(
    `document.activeElement.closest('li')?.getAttribute('aria-posinset') === '1'`,
  )
})

test('an upload is followed with few questions, and none asks for the other videos', async () => {
  const sending = reserved.at(-1) ?? ''
  asked = []
  const begunMs = performance.now()
  for (let percent = 1; percent <= 99; percent++) await report(sending, percent)
  await page.getByLabel('99 % sent to Instagram').waitFor()
  const seconds = (performance.now() - begunMs) / 1000
  expect(asked.length).toBeLessThanOrEqual(2 + seconds)
  expect(asked.filter(path => path.includes('analytics.videos'))).toEqual([])
})

test('a new video comes first without the list being read again', async () => {
  asked = []
  await reserve('the newest of all.mp4')
  await list().locator('li[aria-posinset="1"]').getByText('the newest of all.mp4').waitFor()
  // The keyboard stays with its video, which is the second now.
  expect(await focusedRow()).toBe('2')
  expect(asked.filter(path => path.includes('analytics.videos'))).toEqual([])
})
