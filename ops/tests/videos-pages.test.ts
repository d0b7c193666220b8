/** All videos and one of them: found, seen as they stand, and acted upon. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { faultPages, type Rendition } from '../../api/contract/index.ts'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { PICTURE, publishedOn, reservationFor } from '../../api/tests/publishing.ts'
import { HOUR_MS } from '../durations.ts'
import { axeFaults, openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'
import { picture } from './pictures.ts'

setDefaultTimeout(120_000)

const CHANGED = 'Its sound was louder than Instagram plays it.'

let api: TestApi
let browser: Browser
let creator: Creator
let page: Page
let videoId: string

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
  creator = await api.creator({ plan: 'pro' })
  const youtube = await api.connectionFor(creator, 'youtube')
  const at = new Date(Date.now() - 30 * HOUR_MS)
  for (const fileName of ['harbour.mp4', 'market.mp4']) {
    await publishedOn(api, creator, { connection: youtube, at, fileName })
  }
  const instagram = await api.connectionFor(creator, 'instagram')
  await failedOn(instagram)
  const { videos } = await creator.key.analytics.videos.query({ state: 'failed' })
  videoId = videos[0]?.id ?? ''
  page = await windowOf(
    browser,
    { cookie: creator.cookie, api },
    { viewport: { width: 1440, height: 900 } },
  )
})

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** A video of this creator's computer that was changed for a channel and refused there. */
async function failedOn(connection: Parameters<typeof reservationFor>[0]) {
  const input = reservationFor(connection)
  const rendition: Rendition = { kind: 'audio', reasons: [CHANGED], sizeBytes: 11_000_000 }
  const video = { ...input.video, fileName: 'sunset.mp4' }
  const reserved = await creator.key.publication.reserve.mutate({ ...input, video, rendition })
  const { publicationId } = reserved
  await creator.key.publication.report.mutate({ publicationId, state: 'uploading', percent: 40 })
  await creator.key.analytics.track.mutate({
    idempotencyKey: crypto.randomUUID(),
    publicationId,
    outcome: {
      state: 'failed',
      code: '2207026',
      reason: 'It takes no such video.',
      whoCanFix: 'you',
    },
  })
  await creator.key.preview.send.mutate({ sha256: video.sha256, pictures: [PICTURE] })
}

/** Where a fault's link leads: to a page that the documentation is made with. */
async function helpOf(name: string): Promise<string> {
  const link = page.getByRole('link', { name }).first()
  const href = (await link.getAttribute('href')) ?? ''
  expect(faultPages().flatMap(({ path }) => [path, `/de${path}`])).toContain(href)
  return href
}

const rows = () => page.getByRole('list', { name: 'Your videos' }).locator(':scope > li')

test('what is searched for stands in the address, and a way back shows it again', async () => {
  await page.goto(`${api.url}/videos`)
  await rows().nth(2).waitFor()
  await picture(page, 'videos')
  await page.keyboard.press('/')
  await page.keyboard.type('harb')
  await page.waitForURL('**/videos?search=harb')
  await rows().nth(1).waitFor({ state: 'detached' })
  expect(await rows().textContent()).toContain('harbour.mp4')
  expect(await page.locator(':focus').getAttribute('type')).toBe('search')
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByLabel('State').selectOption('Not published')
  await page.waitForURL('**/videos?state=failed')
  await rows().nth(1).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'A day out' }).click()
  await page.waitForURL(`**/videos/${videoId}`)
  await page.goBack()
  await page.waitForURL('**/videos?state=failed')
  expect(await page.getByLabel('State').inputValue()).toBe('failed')
  await page.getByLabel('Platform').selectOption('YouTube')
  await page.getByText('No video is like that.').waitFor()
  await page.getByRole('button', { name: 'Show all' }).first().click()
  await rows().nth(2).waitFor()
  await page.getByLabel('Order').selectOption('By file name')
  await page.waitForURL('**/videos?sort=name')
  await rows().first().getByText('harbour.mp4').waitFor()
})

test('one video tells its words, its steps and what was changed, and is sent again', async () => {
  await page.goto(`${api.url}/videos/${videoId}`)
  await page.getByRole('heading', { level: 1, name: 'A day out' }).waitFor()
  await page.getByText(CHANGED).waitFor()
  await page.getByText('New sound; the pictures are the same.').waitFor()
  await page.getByRole('img', { name: 'A picture of the video' }).waitFor()
  const steps = page.getByRole('listitem').filter({ has: page.locator('time') })
  await steps.filter({ hasText: 'It takes no such video. You can fix this.' }).last().waitFor()
  expect(await helpOf('What this means (2207026)')).toBe('/docs/troubleshooting/instagram/2207026/')
  await picture(page, 'video')
  expect(await axeFaults(page)).toEqual([])
  await page.getByRole('button', { name: 'Send it again to Instagram' }).click()
  await page.getByText(/^Kept for .*, which is offline/).waitFor()
  const { orders } = await creator.browser.order.list.query()
  expect(orders[0]).toMatchObject({ wish: { kind: 'retry' }, state: 'waiting' })
  await page.evaluate("localStorage.setItem('locale', 'de')")
  await page.reload()
  const inGerman = '/de/docs/troubleshooting/instagram/2207026/'
  expect(await helpOf('Was das bedeutet (2207026)')).toBe(inGerman)
})
