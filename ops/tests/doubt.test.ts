import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { reservationFor } from '../../api/tests/publishing.ts'
import { openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'

const LIMIT_MS = 120_000

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp(), env: { YOUTUBE_DAILY_INSERTS: '1' } })
  browser = await openBrowser()
}, LIMIT_MS)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

/** A publication whose device forgot it, and its video's page for whoever it belongs to. */
async function doubted() {
  const creator = await api.creator({ plan: 'pro' })
  const input = reservationFor(await api.connectionFor(creator, 'instagram'))
  const { publicationId } = await creator.key.publication.reserve.mutate(input)
  const progress = { publicationId, state: 'uploading', percent: 40 } as const
  await creator.key.publication.report.mutate(progress)
  await creator.key.publication.reserve.mutate(input)
  const row = async () => {
    const { sha256 } = input.video
    return (await creator.key.publication.byContent.query({ sha256 })).publications[0]
  }
  return { creator, input, row, page: await videoPageOf(creator) }
}

async function pageOf({ cookie }: Creator, path: string): Promise<Page> {
  const page = await windowOf(browser, { cookie, api })
  await page.goto(`${api.url}${path}`)
  return page
}

async function videoPageOf(creator: Creator): Promise<Page> {
  const { videos } = await creator.key.analytics.videos.query({ limit: 1 })
  return pageOf(creator, `/videos/${videos[0]?.id}`)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

test(
  'a creator who saw nothing is asked once more, and it may begin again',
  async () => {
    const { page, row } = await doubted()
    await press(page, 'It is not there')
    expect(await row()).toMatchObject({ state: 'unknown' })
    await press(page, 'I am sure')
    await page.getByText('You looked: it is not there.').first().waitFor()
    expect(await row()).toMatchObject({ state: 'failed', code: 'not_there' })
  },
  LIMIT_MS,
)

test(
  'a video in line shows its place and when it is expected',
  async () => {
    const creator = await api.creator({ plan: 'pro' })
    const channel = await api.connectionFor(creator, 'youtube')
    for (let i = 0; i < 2; i++) {
      await creator.key.publication.reserve.mutate(reservationFor(channel))
    }
    const page = await videoPageOf(creator)
    await page.getByText('In line').waitFor()
    expect(await page.getByText(/Place 1 in the line, expected/).count()).toBe(1)
  },
  LIMIT_MS,
)

test(
  'a creator brings a Google project, and its secret is not on the page again',
  async () => {
    const creator = await api.creator({ plan: 'pro' })
    const page = await pageOf(creator, '/connections')
    await page.getByText('For developers: upload through a Google project of your own').click()
    await page.getByLabel('Client id').fill('mine')
    await page.getByLabel('Client secret').fill('a-secret-canary')
    await press(page, 'Use this project')
    await page.getByRole('alert').getByText('googleusercontent.com').waitFor()
    await page.getByLabel('Client id').fill('123456789-x.apps.googleusercontent.com')
    await press(page, 'Use this project')
    await page.getByText('YouTube goes through your own Google project').waitFor()
    expect(await page.content()).not.toContain('a-secret-canary')
  },
  LIMIT_MS,
)
