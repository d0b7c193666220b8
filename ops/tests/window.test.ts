import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openKeychain } from '../../agent/src/outside/keychain.ts'
import { clip } from '../../agent/tests/clips.ts'
import { PASSWORD, startWorld, type World } from '../../agent/tests/world.ts'
import { PLATFORM_NAMES } from '../../api/contract/index.ts'
import { buildWindow } from '../start/build-app.ts'
import { type Child, firstJson, makeFamily } from '../start/children.ts'
import { axeFaults, isTooWide, openBrowser, type Visit, visit } from './browser.ts'
import { openKeyboard } from './keyboard.ts'
import { picture } from './pictures.ts'

setDefaultTimeout(600_000)

/** How long a machine that does much else may take. */
const PATIENCE_MS = 120_000
const PUBLISHING_MS = 300_000

const CLI = join(import.meta.dir, '../../agent/src/cli.ts')
const family = makeFamily()
let world: World
let agent: ReturnType<World['agent']>
let gui: Child
let browser: Browser
let person: Visit
let page: Page
let keys: ReturnType<typeof openKeyboard>

beforeAll(async () => {
  await buildWindow(() => {})
  world = await startWorld()
  const youtube = await world.connect('youtube')
  await world.rule(youtube, { platform: 'youtube', mode: 'automatic', privacy: 'private' })
  await world.connect('tiktok')
  agent = world.agent({ env: { CONTENT_CREATION_API_KEY: '' } })
  browser = await openBrowser()
  await open()
})

afterAll(async () => {
  await browser?.close()
  await family.stopAll()
  await world?.close()
})

/** Starts the agent with its window, and lets a page in. */
async function open(look = {}): Promise<void> {
  gui = family.begin(
    'content gui',
    [process.execPath, CLI, '--json', 'gui', '--no-open'],
    agent.env,
  )
  await person?.close()
  person = await visit(browser, { viewport: { width: 900, height: 800 }, ...look })
  page = person.page
  keys = openKeyboard(page)
  page.setDefaultTimeout(PATIENCE_MS)
  await page.goto(String((await firstJson(gui, 'url')).url))
}

const button = (name: string | RegExp) => page.getByRole('button', { name })
const part = (name: string) =>
  keys.press(page.getByRole('navigation').getByRole('button', { name, exact: true }))

/** By day on a wide screen and at night on a narrow one; all of them when there is time. */
const LOOKS = process.env.LONG
  ? [320, 768, 1440].flatMap(width => (['light', 'dark'] as const).map(it => [width, it] as const))
  : ([
      [1440, 'light'],
      [320, 'dark'],
    ] as const)

/** Everybody can read it. */
async function reads(name: string): Promise<void> {
  await picture(page, `window-${name}`)
  const before = page.viewportSize() ?? { width: 900, height: 800 }
  for (const [width, colorScheme] of LOOKS) {
    await page.setViewportSize({ width, height: 800 })
    await page.emulateMedia({ colorScheme })
    const look = `${name} ${width} ${colorScheme}`
    expect([look, await axeFaults(page)]).toEqual([look, []])
    expect([look, await isTooWide(page)]).toEqual([look, false])
  }
  await page.setViewportSize(before)
}

const row = (platform: 'youtube' | 'tiktok') =>
  page.getByRole('listitem').filter({ hasText: PLATFORM_NAMES[platform] }).last()

test('somebody new signs this computer in, without a terminal', async () => {
  await keys.press(button('Sign in with a code'))
  await page.getByText('Waiting for you to confirm it').waitFor()
  await reads('code')
  await keys.press(button('Cancel'))
  await keys.write(page.getByLabel('E-mail'), world.creator.email)
  await keys.write(page.getByLabel('Password'), 'not the right one')
  await page.keyboard.press('Enter')
  await page.getByText('E-mail or password is wrong.').waitFor()
  await reads('welcome')
  await keys.write(page.getByLabel('Password'), PASSWORD)
  await keys.press(button('Sign in').last())
  await page.getByRole('heading', { name: 'Which folder should be watched?' }).waitFor()
})

test('the page holds no key, wherever in its memory one looks', async () => {
  const key = await openKeychain(agent.home).read()
  const devtools = await page.context().newCDPSession(page)
  const pieces: string[] = []
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => pieces.push(chunk))
  await devtools.send('HeapProfiler.takeHeapSnapshot')
  await devtools.detach()
  const memory = pieces.join('')
  expect(memory).toContain(world.creator.email)
  expect(key).toStartWith('cc_')
  expect([memory.includes(String(key).slice(3)), memory.includes(PASSWORD)]).toEqual([false, false])
})

test('is led to the first video, back and forth', async () => {
  const folder = page.getByLabel('Folder', { exact: true })
  const before = await folder.inputValue()
  await keys.press(button(/Look around/))
  await page.getByRole('list', { name: /^Folders in/ }).waitFor()
  await keys.write(folder, `${before}/new`)
  await page.keyboard.press('Tab')
  await page.getByText('This folder is made for you.').waitFor()
  await reads('step-folder')
  await keys.write(folder, before)
  await keys.press(button('Go on'))
  await page.getByText('publishes by itself').waitFor()
  await reads('step-channels')
  await keys.press(button('Go on'))
  await page.getByLabel(`Publish to ${PLATFORM_NAMES.youtube}`).waitFor()
  await reads('step-rules')
  await keys.press(button('Back'))
  await page.getByRole('heading', { name: 'Where do you publish?' }).waitFor()
  await keys.press(button('Go on'))
  await keys.next(page.getByLabel(/^move it to/))
  await keys.press(button('Go on'))
  const chooser = page.waitForEvent('filechooser')
  await keys.press(button('choose a file'))
  await (await chooser).setFiles(await clip(join(world.dir, 'sea.mp4'), 'sea'))
  await page.getByRole('heading', { name: 'sea.mp4' }).waitFor()
  await row('youtube').getByText('published').waitFor({ timeout: PUBLISHING_MS })
  await row('tiktok').getByText('waits for your yes').waitFor()
  await reads('step-video')
  await keys.press(button('Go to my videos'))
  await page.getByText(world.creator.email).waitFor()
  expect(await page.getByRole('heading', { name: 'sea.mp4' }).count()).toBe(1)
  await page.locator('img[src^="data:image/"]').first().waitFor()
  await reads('videos')
})

test('what was cancelled is asked about once, and goes out after all', async () => {
  const cancel = button(/^Do not publish.*sea\.mp4/)
  await keys.press(cancel)
  await page.getByText('take it down there.').waitFor()
  await reads('cancel')
  await page.keyboard.press('Escape')
  expect(await cancel.evaluate(it => it.matches(':focus'))).toBe(true)
  await page.keyboard.press('Enter')
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Do not publish it' }))
  await row('tiktok').getByText('cancelled by you').waitFor()
  await keys.press(button(/^Try again.*sea\.mp4/))
  await row('tiktok').getByText('waits for your yes').waitFor()
})

test('decides on the platform’s own form, where nothing is chosen beforehand', async () => {
  await keys.press(button(/^Review.*sea\.mp4/))
  const approve = button('Approve and publish')
  await page.getByText('Not yet: Choose who can see it').waitFor()
  expect(await approve.isDisabled()).toBe(true)
  await keys.choose(page.getByLabel('Who can see it'), 'Everyone')
  await keys.tick(page.getByLabel('Disclose video content'))
  await keys.tick(page.getByLabel('Branded content', { exact: false }))
  expect(await page.getByRole('option', { name: 'Only me' }).isDisabled()).toBe(true)
  await reads('review')
  await keys.tick(page.getByLabel('Disclose video content'))
  await keys.tick(page.getByLabel('Music Usage Confirmation'))
  await keys.write(page.getByLabel('Caption'), 'The sea, as I say it')
  await keys.press(approve)
  await row('tiktok').getByText('published').waitFor({ timeout: PUBLISHING_MS })
  const { publications } = await world.ledger('tiktok')
  expect(publications).toHaveLength(1)
  expect(JSON.stringify(publications)).toContain('The sea, as I say it')
})

test('opens a video, and drives the window by keyboard', async () => {
  await page.keyboard.press('j')
  await page.keyboard.press('o')
  const opened = page.getByRole('region', { name: new RegExp(PLATFORM_NAMES.tiktok) })
  await opened.getByText('The sea, as I say it').waitFor()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  await reads('opened')
  await page.keyboard.press('o')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await reads('keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('p')
  await page.getByText('Paused: nothing is sent or published').waitFor()
  expect((await agent.status()).pause).toEqual({ until: null })
  await page.keyboard.press('p')
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor()
  expect((await agent.status()).pause).toBeNull()
  await page.keyboard.press('3')
  await page.getByRole('list').getByText('published').first().waitFor()
  await reads('activity')
})

test('settings hold at once, a wrong one is named, and doctor says how things are', async () => {
  await part('Settings')
  const hours = page.getByLabel('The limit holds at these hours')
  await keys.write(page.getByLabel('Send at most'), '80')
  await keys.write(hours, 'at night')
  await keys.press(button('Save'))
  await page.getByText('has to look like 08:00-18:00').waitFor()
  expect(await hours.getAttribute('aria-invalid')).toBe('true')
  await keys.press(page.locator('summary', { hasText: 'Advanced' }))
  await keys.write(page.getByLabel('More folders'), '[{"path": ')
  await keys.press(button('Save'))
  await page.getByText('is no JSON that can be read').waitFor()
  await reads('settings')
  await keys.write(page.getByLabel('More folders'), '')
  await keys.write(hours, '')
  await keys.press(button('Save'))
  await page.getByText('Saved. It holds from now on.').waitFor()
  await keys.choose(page.getByLabel('Colours'), 'Dark')
  await page.locator('html[data-theme=dark]').waitFor()
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await axeFaults(page)).toEqual([])
  await keys.first(page.getByLabel('Colours'))
  await page.locator('html:not([data-theme])').waitFor()
  await part('Channels')
  await page.getByText('connected · publishes by itself').waitFor()
  await reads('channels')
  await part('Health')
  await page
    .getByText(/Everything is as it should be|needs? you\./)
    .first()
    .waitFor()
  await reads('health')
})

test('what cannot be read is said in its place, and read when it is tried again', async () => {
  await page.route(/\/trpc\/.*\bevents\b/, route => route.abort())
  await part('Activity')
  await page.getByText('This could not be shown.').waitFor()
  await page.getByText('The agent does not answer.').waitFor()
  await reads('broken')
  await page.unrouteAll()
  await keys.press(button('Try again'))
  await page.getByRole('list').getByText('published').first().waitFor()
})

test('an agent that stops is told, and a start later the old page is not let in', async () => {
  await family.stopAll()
  await page.getByText('The agent is not running').waitFor()
  await reads('away')
  const before = page.url()
  await Bun.write(join(agent.watchDir, 'notes.mp4'), 'This is no video.')
  const look = Bun.file(join(agent.home, 'window/look.json'))
  await look.write(JSON.stringify({ ...(await look.json()), seenVersion: '0.0.1' }))
  await open({ locale: 'de', viewport: { width: 360, height: 700 } })
  await page.getByRole('region', { name: 'Ihre Videos' }).waitFor()
  await page.getByRole('heading', { name: 'sea.mp4' }).waitFor()
  const help = page.getByRole('link', { name: /^Was hilft/ })
  expect(await help.getAttribute('href')).toBe(
    `${world.apiUrl}/de/docs/troubleshooting/agent/not-ready/`,
  )
  await page.getByText('Diese Datei ist nicht vollständig oder noch nicht lesbar.').waitFor()
  await page.getByText(/^Version .* ist installiert\.$/).waitFor()
  await reads('german')
  await keys.press(button('Schließen'))
  await page.getByText(/ist installiert\.$/).waitFor({ state: 'hidden' })
  await page.evaluate('sessionStorage.clear()')
  await page.reload()
  await page.getByText('Dieses Fenster hat keinen Zugang').waitFor()
  await reads('locked')
  expect(before).not.toContain('#')
  expect(person.complaints).toEqual([])
})
