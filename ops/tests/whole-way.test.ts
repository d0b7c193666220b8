/** All that a creator does, from the sign-up to the end of the account, with a real agent. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { hostname } from 'node:os'
import type { Page } from 'playwright-core'
import type { Agent, World } from '../../agent/tests/world.ts'
import { YouTubeError } from '../sandbox/youtube/errors.ts'
import type { Visit } from './browser.ts'
import { byKeyboard, byMouse, type Hand } from './hands.ts'
import { connect, fillForm, letIn, logIn, openWindow, signUp } from './main-path.ts'
import { drop, openScene, type Scene, waitingOn } from './scene.ts'

setDefaultTimeout(120_000)

const CREATOR = { email: 'mira@example.com', password: 'a long enough password' }
const FRIEND = { email: 'noor@example.com', password: 'another password, as long' }
const NEXT = { email: 'ines@example.com', password: 'a third password, as long' }
const STUDIO = hostname()
const WATCH = ['watch', '--quiet', '0.2', '--sweep', '1']

let scene: Scene
let world: World
let person: Visit
let page: Page
let hand: Hand
let studio: Agent

beforeAll(async () => {
  scene = await openScene()
  world = scene.world
  studio = world.agent({ apiKey: '' })
  person = await scene.enter()
  page = person.page
  hand = byMouse(page)
})

afterAll(() => scene?.close())

const button = (name: string | RegExp) => page.getByRole('button', { name })
const link = (name: string | RegExp) => page.getByRole('link', { name })
const section = (name: string) => page.getByRole('region', { name, exact: true })
const says = (words: string | RegExp) => page.getByText(words).first().waitFor()
const card = (name: string) => page.getByRole('listitem').filter({ hasText: name })
async function toSettings(name: string) {
  await link('Settings').first().click()
  await page.getByRole('link', { name, exact: true }).click()
}
/** What happens with a channel's videos, chosen and kept. */
async function rule(name: string, label: string) {
  const saved = page.waitForResponse(it => it.url().includes('connection.saveRule'))
  await card(name).getByLabel('When a video is ready').selectOption({ label })
  expect((await saved).status()).toBe(200)
}

/** The page of a video, once the list of all of them has it. */
async function openVideo(name: string) {
  await hand.goTo('Videos')
  const row = page.getByRole('list', { name: 'Your videos' }).locator(':scope > li')
  await row.filter({ hasText: name }).getByRole('link').click()
  await section('Where it goes').waitFor()
}
const place = (platform: string) =>
  section('Where it goes')
    .locator('ul > li')
    .filter({ has: page.getByRole('heading', { name: platform }) })
/** How it stands there, in words. */
const stands = (platform: string, words: string) =>
  place(platform).locator(`h3 + p:text-is("${words}")`).waitFor()

/** What each step took of the five minutes that a stranger has. */
const took: [step: string, seconds: number][] = []
const step = (name: string, run: () => Promise<void>) =>
  test(name, async () => {
    const begunMs = performance.now()
    await run()
    took.push([name, (performance.now() - begunMs) / 1000])
  })

step('somebody new signs up, and the mailed link proves their address', async () => {
  await page.goto(scene.address)
  await signUp(hand, CREATOR)
  await page.getByRole('heading', { name: 'Five steps to your first video' }).waitFor()
  await says('0 of 10 uploads this month')
  await page.goto(await scene.mailbox.linkTo(CREATOR.email, 'verify'))
  await says(`Thank you. ${CREATOR.email} is yours.`)
  await link('Go to your videos').click()
  await says('Open the link in our mail (done)')
})

step('a channel is connected at its platform, and a second one wants a larger plan', async () => {
  await link(/^Go there.*Connect a channel/).click()
  await connect(hand, 'YouTube')
  expect(page.url()).toBe(`${scene.address}/connections`)
  await rule('@harbourkitchen', 'Publish by itself, unlisted')
  await button('Connect TikTok').click()
  await says('The Free plan connects one platform. TikTok too comes with the Pro plan.')
})

step('the larger plan is paid at Stripe, and then the channel is connected', async () => {
  await toSettings('Plan and billing')
  await button('Try Pro 14 days free').click()
  await page.locator('#pay').click()
  await says('You are on Pro now, free until')
  await hand.goTo('Connections')
  await connect(hand, 'TikTok')
})

step('a computer is let in by the code that its window shows', async () => {
  const { window, ...waiting } = await openWindow(hand, studio)
  await letIn(hand, waiting, CREATOR)
  // Its window goes on by itself, and what it does from now on is seen here, too.
  await window.getByRole('button', { name: 'Skip the set-up' }).click()
  await window.getByText(CREATOR.email).waitFor()
  await window.close()
  await page.bringToFront()
  await toSettings('Team')
  await section('Workspace').getByLabel('Time zone').fill('Europe/Berlin')
  await section('Workspace').getByRole('button', { name: 'Save' }).click()
  await section('Workspace').getByText('Saved.').waitFor()
})

step('a clip goes out where its rule says so, and elsewhere with the words of a yes', async () => {
  await hand.goTo('Home')
  await drop(studio, 'by the sea.mp4')
  await link(/^Review.*by the sea.mp4 waits for your yes/).click()
  await button('Approve').click()
  await says('Not yet: Choose who can see it')
  await page.getByLabel('Caption').fill('Written on the page')
  await fillForm(hand)
  await button('Approve').click()
  await says('Nothing waits for you')
  await openVideo('by the sea.mp4')
  await stands('YouTube', 'Published')
  await stands('TikTok', 'Published')
  await place('TikTok').getByText('Written on the page').waitFor()
  const once = { privacy: 'SELF_ONLY', title: 'Written on the page' }
  expect(await scene.posts('tiktok')).toMatchObject([once])
  expect(await scene.posts('youtube')).toMatchObject([{ privacy: 'unlisted' }])
})

test('from the sign-up to the first video it takes less than five minutes', () => {
  for (const [name, seconds] of took) console.log(`${seconds.toFixed(1).padStart(6)} s  ${name}`)
  expect(took).toHaveLength(5)
  expect(took.reduce((sum, [, seconds]) => sum + seconds, 0)).toBeLessThan(300)
})

/** Clocks in Berlin go forward on the last Sunday of March, at one o’clock UTC. */
function clockChange(): string {
  const end = new Date(Date.UTC(new Date().getUTCFullYear() + 1, 2, 31))
  end.setUTCDate(end.getUTCDate() - end.getUTCDay())
  return end.toISOString().slice(0, 10)
}

test('a time is the workspace’s, on the very day on which its clocks change', async () => {
  const day = clockChange()
  await drop(studio, 'spring.mp4')
  await openVideo('spring.mp4')
  await section('Waits on a computer').getByRole('button', { name: 'Schedule' }).click()
  const when = page.getByLabel('When it goes out')
  expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Berlin')
  await when.fill(`${day}T02:30`)
  await says(/that time does not exist. It goes out at 3:00/)
  await when.fill(`${day}T18:00`)
  await button('Set the time').click()
  await says(/Waits for your yes\. Planned for/)
  await link('Review it').click()
  await fillForm(hand)
  await button('Approve').click()
  await says('Nothing waits for you')

  await page.goto(`${scene.address}/calendar?view=month&day=${day}`)
  const cell = page.locator(`td[data-day="${day}"]`)
  await cell.getByText('Scheduled · ').waitFor()
  await cell
    .getByRole('button', { name: 'spring.mp4' })
    .getByText(/^6:00\sPM$/)
    .waitFor()
  await cell.getByText('The clocks change on this day: -1 h').waitFor()
  // At five o’clock it would have gone out on the day before.
  const planned = { kind: 'scheduled', fileName: 'spring.mp4', until: `${day}T16:00:00.000Z` }
  expect(await waitingOn(page)).toMatchObject([planned])
  expect(await scene.posts('tiktok')).toHaveLength(1)
})

const forbidden = new YouTubeError(403, 'forbidden', { message: 'Forbidden' }).toBody()

test('a computer that is paused holds everything back, until it may go on', async () => {
  await hand.goTo('Connections')
  await connect(hand, 'LinkedIn')
  await rule('LinkedIn', 'Publish by itself, for everybody')
  await hand.goTo('Computers')
  await card(STUDIO).getByText('Listening').waitFor()
  await button(`Pause ${STUDIO}`).click()
  await card(STUDIO).getByText('Listening · Paused').waitFor()
  const before = (await scene.posts('youtube')).length
  await drop(studio, 'mill.mp4')
  await card(STUDIO)
    .getByText(/^mill.mp4 .*paused/)
    .first()
    .waitFor()
  expect(await scene.posts('youtube')).toHaveLength(before)
  const { requests } = await world.ledger('linkedin')
  expect(requests.filter(it => it.path.includes('/rest/'))).toEqual([])

  const refusal = { kind: 'status', status: 403, body: forbidden }
  await world.fault('youtube', { method: 'POST', path: '/upload/youtube', fault: refusal })
  await world.fault('linkedin', { path: '/rest/posts', fault: { kind: 'drop-after' } })
  await button(`Go on ${STUDIO}`).click()
  await says('Done.')
})

test('what was refused is sent again, and a lost answer is given by who looked', async () => {
  await openVideo('mill.mp4')
  await place('YouTube').getByText('YouTube does not allow this').first().waitFor()
  await button('Send it again to YouTube').click()
  await stands('YouTube', 'Published')
  expect(await scene.posts('youtube')).toHaveLength(3)

  await stands('LinkedIn', 'Not certain')
  const [post] = await scene.posts('linkedin')
  await button('I looked: it is live').click()
  await page.getByLabel('Its address').fill(post?.url ?? '')
  await button('It is live').click()
  await stands('LinkedIn', 'Published')
  expect(await scene.posts('linkedin')).toHaveLength(1)
})

test('a friend who is invited joins, and leaves', async () => {
  await toSettings('Team')
  await section('Invite').getByLabel('E-mail').fill(FRIEND.email)
  await section('Invite').getByRole('button', { name: 'Invite' }).click()
  await says('The invitation is on its way.')
  const friend = await scene.enter()
  await friend.page.goto(await scene.mailbox.linkTo(FRIEND.email, 'invite'))
  await friend.page.getByLabel('Password').fill(FRIEND.password)
  await friend.page.getByRole('button', { name: 'Sign up' }).click()
  await friend.page.getByRole('button', { name: /^Join / }).click()
  await byMouse(friend.page).goTo('Videos')
  await friend.page.getByText('mill.mp4').first().waitFor()
  expect(friend.complaints).toEqual([])
  await friend.close()
  await toSettings('Privacy')
  await section('Delete').getByText('hand them over first').waitFor({ state: 'attached' })
  await toSettings('Team')
  await button(/^Remove /).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await section('Members').getByRole('listitem').nth(1).waitFor({ state: 'detached' })
})

test('a channel is let go after a second yes, and its platform hears of it', async () => {
  await hand.goTo('Connections')
  const disconnect = button('Disconnect Harbour Kitchen')
  await disconnect.click()
  await button('Keep').click()
  await disconnect.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
  await button('Connect YouTube').waitFor()
  const { requests } = await world.ledger('youtube')
  expect(requests.some(it => it.path.includes('revoke') && it.status === 200)).toBe(true)
})

test('whoever ends their account is out at once, and so is their computer', async () => {
  await toSettings('Privacy')
  const end = section('Delete')
  await end.getByText('they go along').waitFor({ state: 'attached' })
  await end.locator('summary', { hasText: 'Delete your account' }).click()
  await end.getByLabel('Your password').last().fill(CREATOR.password)
  await end.getByRole('button', { name: 'Delete your account' }).click()
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
  expect((await studio.run(['doctor'])).text).toContain('content login')
  expect(person.complaints).toEqual([])
})

test('by keyboard alone one gets from the sign-up to a published video', async () => {
  const { page, complaints, close } = await scene.enter()
  const keys = byKeyboard(page)
  const laptop = world.agent({ apiKey: '' })
  await page.goto(scene.address)
  await signUp(keys, NEXT)
  await keys.goTo('Connections')
  await connect(keys, 'TikTok')
  const { login, ...waiting } = await logIn(laptop, 'Laptop')
  await letIn(keys, waiting, NEXT)
  await drop(laptop, 'harbour.mp4')
  expect(await login.exited).toBe(0)
  laptop.start(...WATCH)
  await keys.goTo('Review')
  await page.getByRole('heading', { name: 'harbour.mp4' }).waitFor()
  await page.keyboard.press('e')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('Written without a mouse')
  await fillForm(keys)
  await page.keyboard.press('a')
  await page.getByText('Nothing waits for you').waitFor()
  await keys.goTo('Videos')
  await page.getByRole('list', { name: 'Your videos' }).getByText('Published').waitFor()
  const posts = await scene.posts('tiktok')
  expect(posts.filter(it => it.title === 'Written without a mouse')).toHaveLength(1)
  expect(complaints).toEqual([])
  await close()
})
