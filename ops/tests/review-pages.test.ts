import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Browser, Page } from 'playwright-core'
import { storeFigures } from '../../api/src/analytics/figures.queries.ts'
import { type Creator, startApi, type TestApi } from '../../api/tests/harness.ts'
import { publishedOn } from '../../api/tests/publishing.ts'
import { DAY_MS } from '../durations.ts'
import { axeFaults, isTooWide, openBrowser } from './browser.ts'
import { builtApp, windowOf } from './built-app.ts'
import { desk } from './desk.ts'
import { picture } from './pictures.ts'

const LIMIT_MS = 120_000

let api: TestApi
let browser: Browser

beforeAll(async () => {
  api = await startApi({ appFolder: await builtApp() })
  browser = await openBrowser()
}, LIMIT_MS)

afterAll(async () => {
  await browser?.close()
  await api?.close()
})

const orders = async ({ person }: Creator) => (await person.order.list.query()).orders

/** What was asked for, once there is so much of it or the time is over. */
async function ordersOf(creator: Creator, count: number) {
  const until = Date.now() + 5000
  for (;;) {
    const given = await orders(creator)
    if (given.length >= count || Date.now() > until) return given
    await Bun.sleep(100)
  }
}

/** The last thing that was asked for is that time. */
async function expectOrder(creator: Creator, local: string) {
  const until = Date.now() + 5000
  while (Date.now() < until) {
    const [last] = await orders(creator)
    if (last?.wish.kind === 'schedule' && last.wish.at?.local === local) return
    await Bun.sleep(100)
  }
  expect((await orders(creator))[0]?.wish).toMatchObject({ at: { local } })
}

const halfAnHourAfter = (iso: string) =>
  new Date(Date.parse(iso) + 30 * 60_000).toISOString().slice(0, 16)

async function fitsAndReads(page: Page, width: number, colorScheme: 'light' | 'dark') {
  await page.setViewportSize({ width, height: 900 })
  await page.emulateMedia({ colorScheme })
  expect(await isTooWide(page)).toBe(false)
  expect(await axeFaults(page)).toEqual([])
}

test(
  'a queue is looked through and approved by keyboard, and a form keeps its rules',
  async () => {
    const creator = await api.creator({ plan: 'pro' })
    await desk(api, creator)
    const page = await windowOf(
      browser,
      { ...creator, api },
      { viewport: { width: 1440, height: 900 } },
    )
    await page.goto(`${api.url}/review`)
    const head = page.locator('#open-item')
    await page.getByText('Posts to the TikTok account Harbour Kitchen').waitFor()
    await picture(page, 'review')
    await fitsAndReads(page, 1440, 'light')
    await fitsAndReads(page, 320, 'dark')
    await page.setViewportSize({ width: 1440, height: 900 })

    // Nothing is chosen beforehand, and nothing is posted without it.
    const who = page.getByLabel('Who can see it')
    expect(await who.inputValue()).toBe('')
    expect(await page.getByLabel('Duet').isDisabled()).toBe(true)
    expect(await page.getByLabel('Comment').isChecked()).toBe(false)
    await page.keyboard.press('a')
    await page.getByText('Not yet: Choose who can see it').waitFor()
    await who.selectOption('SELF_ONLY')
    await page.getByLabel('Disclose video content').check()
    await head.press('a')
    await page.getByText('Not yet: You need to indicate').waitFor()
    await page.getByLabel('Disclose video content').uncheck()
    await page.getByLabel('Music Usage Confirmation').check()

    // Its words are edited against the limit that its platform counts by.
    await head.press('e')
    await page.keyboard.press('Control+A')
    await page.keyboard.type('By the sea')
    await page.getByText('10 of 2200 characters').waitFor()
    await head.press('a')
    await page.getByText('first.mp4 is approved').waitFor()
    // The same video still waits for its other channel, and then comes the next.
    await page.getByRole('tab', { name: 'YouTube' }).waitFor()
    expect(await page.getByRole('tab').count()).toBe(1)
    await page.keyboard.press('a')
    await page.locator('#open-item:focus', { hasText: 'second.mp4' }).waitFor()
    await page.keyboard.press('j')
    await page.locator('#open-item:focus', { hasText: 'third.mp4' }).waitFor()
    await page.keyboard.press('k')
    await page.keyboard.press('a')
    await page.getByText('1 video waits', { exact: true }).waitFor()
    await page.getByText('Kept for').first().waitFor()
    await page.getByText('second.mp4 is approved').waitFor()
    // The page says so at once, and takes it back where the server does not keep it.
    const given = await ordersOf(creator, 3)
    expect(given.map(it => it.wish.kind)).toEqual(['approve', 'approve', 'approve'])
    expect(given.at(-1)?.wish).toMatchObject({
      choice: { privacy: 'SELF_ONLY', agreesToMusicTerms: true, words: { caption: 'By the sea' } },
    })
    // Another look shows the same: what was approved waits for its computer, not for a person.
    await page.reload()
    await page.getByText('1 video waits', { exact: true }).waitFor()

    // Its computer could not: it comes back with the reason.
    const second = given[0]
    await creator.key.order.answer.mutate({
      ...{ orderId: second?.id ?? '', state: 'refused', reason: 'The file is gone.' },
    })
    await page.getByText('2 videos wait').waitFor()
    await page.goto(`${api.url}/review?item=${second?.sha256}`)
    await page.getByText('It came back: The file is gone.').waitFor()

    await head.press('s')
    await page.getByLabel('Time zone').waitFor()
    await page.getByLabel('When it goes out').fill('2020-01-01T10:00')
    await page.getByText('That is over.').waitFor()
    await page.getByLabel('When it goes out').fill('2126-12-24T18:00')
    await page.getByRole('button', { name: 'Set the time' }).click()
    await page.getByText('Kept for').first().waitFor()
    const [schedule] = await orders(creator)
    expect(schedule?.wish).toMatchObject({ kind: 'schedule', at: { local: '2126-12-24T18:00' } })
    await page.context().close()
  },
  LIMIT_MS,
)

test(
  'a month shows what goes out when, and a date is moved by keyboard and by pointer',
  async () => {
    const creator = await api.creator({ plan: 'pro' })
    const until = await desk(api, creator)
    const page = await windowOf(
      browser,
      { ...creator, api },
      { viewport: { width: 1440, height: 900 } },
    )
    await page.goto(`${api.url}/calendar?view=month&day=${until.slice(0, 10)}`)
    const entry = page.getByRole('button', { name: 'dated.mp4' })
    await entry.waitFor()
    await picture(page, 'calendar')
    await fitsAndReads(page, 1440, 'light')
    // A phone has no room for seven columns: the same days, with every name.
    await fitsAndReads(page, 320, 'dark')
    await entry.waitFor()
    expect(await page.locator('td').count()).toBe(0)
    await page.setViewportSize({ width: 1440, height: 900 })
    // The columns are back, and with them another box for the same video.
    await page.locator('td').first().waitFor()

    await entry.focus()
    await page.keyboard.press('m')
    await page.getByText('Moving dated.mp4.').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.locator('[data-entry]:focus', { hasText: 'dated.mp4' }).waitFor()
    await page.getByText('Kept for').first().waitFor()
    const wanted = (days: number) => new Date(Date.parse(until) + days * DAY_MS).toISOString()
    const [moved] = await orders(creator)
    expect(moved?.wish).toEqual({
      ...{ kind: 'schedule', at: { local: wanted(7).slice(0, 16), timeZone: 'UTC' } },
    })
    // A video without a date is dropped onto a day, and asked for its time.
    const day = wanted(1).slice(0, 10)
    await page.goto(`${api.url}/calendar?view=month&day=${day}`)
    const second = page.getByRole('listitem').filter({ hasText: 'second.mp4' })
    // What goes out makes its day taller, and the list below it moves.
    await page.locator('[data-entry]').first().waitFor()
    await second.dragTo(page.locator(`td[data-day="${day}"] fieldset`))
    await page.getByRole('dialog', { name: 'second.mp4' }).waitFor()
    expect(await page.getByLabel('When it goes out').inputValue()).toBe(`${day}T18:00`)
    await page.getByRole('button', { name: 'Set the time' }).click()
    await page.getByText('Kept for').first().waitFor()
    const [dropped] = await orders(creator)
    expect(dropped?.wish).toMatchObject({ at: { local: `${day}T18:00` } })

    // A day has room for four that went out; the next are one press away, and then all of them.
    const connection = await api.connectionFor(creator, 'instagram')
    const full = new Date(Date.now() - 40 * DAY_MS)
    for (let count = 0; count < 23; count++) {
      await publishedOn(api, creator, { connection, at: full })
    }
    const then = full.toISOString().slice(0, 10)
    await page.goto(`${api.url}/calendar?view=month&day=${then}`)
    const names = page.locator(`td[data-day="${then}"] [data-entry]`)
    await page.getByRole('button', { name: '+ 19 more' }).waitFor()
    expect(await names.count()).toBe(4)
    await picture(page, 'calendar-full')
    await page.getByRole('button', { name: '+ 19 more' }).click()
    await page.locator('section [data-entry]').nth(19).waitFor()
    expect(await page.locator('section [data-entry]').count()).toBe(20)
    await page.goto(`${api.url}/calendar?view=week&day=${then}`)
    await page.getByRole('link', { name: '+ 3 more' }).waitFor()
    await picture(page, 'calendar-week-full')
    await fitsAndReads(page, 1440, 'light')
    await page.getByRole('link', { name: '+ 3 more' }).click()
    await page.waitForURL(`**/videos?publishedOn=${then}`)
    await page.locator('li[aria-setsize="23"]').first().waitFor()
    expect(await page.getByLabel('Published on').inputValue()).toBe(then)
    await fitsAndReads(page, 320, 'dark')
    await page.setViewportSize({ width: 1440, height: 900 })
    await picture(page, 'videos-of-a-day')
    await page.goto(`${api.url}/calendar?view=month&day=2001-05-05`)
    await page.getByText('Nothing goes out in this time.').waitFor()
    await page.context().close()
  },
  LIMIT_MS,
)

test(
  'a week has hours: a time is moved by pointer and by keyboard, and chosen where there is room',
  async () => {
    const creator = await api.creator({ plan: 'pro' })
    const until = await desk(api, creator)
    const connection = await api.connectionFor(creator, 'instagram')
    // What did well at this hour, on the weekday after the date.
    const at = new Date(Date.parse(until) - 20 * DAY_MS)
    at.setUTCHours(9, 0, 0, 0)
    const { publicationId } = await publishedOn(api, creator, { connection, at })
    const counts = { views: 900, likes: 0, comments: 0, shares: 0, next_at: new Date() }
    await storeFigures(api.db, creator.workspaceId, {
      snapshots: [{ publication_id: publicationId, ...counts }],
      takenAt: new Date(at.getTime() + 7 * DAY_MS),
    })
    const page = await windowOf(
      browser,
      { ...creator, api },
      { viewport: { width: 1440, height: 900 } },
    )
    const week = (iso: string) => page.goto(`${api.url}/calendar?view=week&day=${iso.slice(0, 10)}`)
    await week(until)
    const entry = page.getByRole('button', { name: 'dated.mp4' })
    await entry.waitFor()
    await picture(page, 'calendar-week')
    await fitsAndReads(page, 1440, 'dark')
    await page.setViewportSize({ width: 1440, height: 900 })
    const days = await page
      .locator('fieldset[data-day]')
      .evaluateAll(all => all.map(it => it.getAttribute('data-day')))
    const there = days.findLast(it => (it ?? '') > new Date().toISOString().slice(0, 10)) ?? ''
    const column = page.locator(`fieldset[data-day="${there}"]`)
    const height = (await column.boundingBox())?.height ?? 0
    // Hours are equally tall, and the first shown is seven unless something goes out before.
    const first = Math.min(7, Number(until.slice(11, 13)))
    const hours = Math.max(22, Number(until.slice(11, 13)) + 1) - first
    const before = (await entry.textContent()) ?? ''
    await entry.dragTo(column, {
      sourcePosition: { x: 20, y: 1 },
      targetPosition: { x: 40, y: (height / hours) * (12 - first) + 1 },
    })
    await page.getByText('Kept for').first().waitFor()
    const [dragged] = await orders(creator)
    expect(dragged?.wish).toMatchObject({ kind: 'schedule', at: { local: `${there}T12:00` } })
    // Once it was asked again it stands where its computer says, and is moved from there.
    await entry.filter({ hasText: before }).waitFor()
    await entry.focus()
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expectOrder(creator, halfAnHourAfter(until))

    await week(new Date(at.getTime() + 21 * DAY_MS).toISOString())
    await page.getByRole('button', { name: 'Good time: 9:00' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'third.mp4' }).click()
    const slot = new Date(at.getTime() + 21 * DAY_MS).toISOString().slice(0, 16)
    await expectOrder(creator, slot)
    await page.getByText('List', { exact: true }).click()
    await page.waitForURL(/view=list/)
    await entry.or(page.getByText('Nothing goes out')).first().waitFor()
    await page.context().close()
  },
  LIMIT_MS,
)
