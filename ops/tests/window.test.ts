import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openKeychain } from '../../agent/src/outside/keychain.ts'
import { clip } from '../../agent/tests/clips.ts'
import { PASSWORD, startWorld, type World } from '../../agent/tests/world.ts'
import { PLATFORM_NAMES } from '../../api/contract/index.ts'
import { buildWindow } from '../start/build-app.ts'
import { type Child, firstJson, makeFamily } from '../start/children.ts'
import { axeFaults, openBrowser, type Visit, visit } from './browser.ts'
import { picture } from './pictures.ts'

setDefaultTimeout(120_000)

const CLI = join(import.meta.dir, '../../agent/src/cli.ts')
const family = makeFamily()
let world: World
let agent: ReturnType<World['agent']>
let gui: Child
let browser: Browser
let person: Visit
let page: Page

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
  await page.goto(String((await firstJson(gui, 'url')).url))
}

const button = (name: string | RegExp) => page.getByRole('button', { name })
const part = (name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click()

/** Everybody can read it, by day and at night. */
async function reads(name: string): Promise<void> {
  await picture(page, `window-${name}`)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await axeFaults(page)).toEqual([])
  }
}

test('somebody new signs this computer in, without a terminal', async () => {
  await button('Sign in with a code').click()
  await page.getByText('Waiting for you to confirm it').waitFor()
  await reads('code')
  await button('Cancel').click()
  await page.getByLabel('E-mail').fill(world.creator.email)
  await page.getByLabel('Password').fill('not the right one')
  await page.getByLabel('Password').press('Enter')
  await page.getByText('E-mail or password is wrong.').waitFor()
  await reads('welcome')
  await page.getByLabel('Password').fill(PASSWORD)
  await button('Sign in').last().click()
  await page.getByText(world.creator.email).waitFor()
  await page.getByText('No videos yet').waitFor()
  await reads('empty')
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

test('a dropped video is published by its rule, and waits for a yes elsewhere', async () => {
  await page
    .locator('input[type=file]')
    .setInputFiles(await clip(join(world.dir, 'sea.mp4'), 'sea'))
  await page.getByRole('heading', { name: 'sea.mp4' }).waitFor()
  const youtube = page.getByRole('listitem').filter({ hasText: PLATFORM_NAMES.youtube }).last()
  await youtube.getByText('published').waitFor({ timeout: 60_000 })
  await page.getByText('waits for your yes').first().waitFor()
  expect((await world.ledger('youtube')).publications).toHaveLength(1)
  await page.getByRole('button', { name: 'Review in the browser' }).waitFor()
  await reads('videos')
})

test('it is paused and goes on, by keyboard', async () => {
  await button('Pause').focus()
  await page.keyboard.press('Enter')
  await page.getByText('Paused: nothing is sent or published').waitFor()
  expect((await agent.status()).pause).toEqual({ until: null })
  await button('Resume').focus()
  await page.keyboard.press('Space')
  await button('Pause').waitFor()
  expect((await agent.status()).pause).toBeNull()
})

test('settings hold at once, a wrong one is refused, and doctor says how things are', async () => {
  await part('Settings')
  const hours = page.getByLabel('Only at these hours')
  await page.getByLabel('Send at most').fill('80')
  await hours.fill('at night')
  await button('Save').click()
  await page.getByText('upload_limit_hours').waitFor()
  await reads('settings')
  await hours.fill('')
  await button('Save').click()
  await page.getByText('Saved. It holds from now on.').waitFor()
  await part('Channels')
  await page.getByRole('heading', { name: PLATFORM_NAMES.tiktok }).waitFor()
  await page.getByText('connected · publishes by itself').waitFor()
  await reads('channels')
  await part('Health')
  await page
    .getByText(/Everything is as it should be|needs? you\./)
    .first()
    .waitFor()
  await reads('health')
})

test('an agent that stops is told, and a start later the old page is not let in', async () => {
  await family.stopAll()
  await page.getByText('The agent is not running').waitFor()
  await reads('away')
  const before = page.url()
  await open({ locale: 'de', viewport: { width: 360, height: 700 } })
  await page.getByRole('region', { name: 'Ihre Videos' }).waitFor()
  await page.getByRole('heading', { name: 'sea.mp4' }).waitFor()
  await reads('german')
  await page.evaluate('sessionStorage.clear()')
  await page.reload()
  await page.getByText('Dieses Fenster hat keinen Zugang').waitFor()
  expect(before).not.toContain('#')
  expect(person.complaints).toEqual([])
})
