import { afterAll, beforeAll, expect, test } from 'bun:test'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { PLATFORMS } from '../../api/contract/index.ts'
import { listFiles } from '../checks/tree.ts'
import { mustRun } from '../run-program.ts'
import { type Child, makeFamily } from '../start/children.ts'
import { openBrowser, visit } from './browser.ts'

const ROOT = join(import.meta.dir, '../..')
const family = makeFamily()
const person = { email: 'dev@example.com', password: 'a long enough one' }
let tree: string
let dev: Child
let url: string
const sandboxes: string[] = []
let browser: Browser

/** A copy of the tree, so that what a test writes is in nobody's way. */
beforeAll(async () => {
  tree = realpathSync(mkdtempSync(join(tmpdir(), 'content-dev-')))
  for (const file of listFiles(ROOT)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    cpSync(join(ROOT, file), join(tree, file))
  }
  await mustRun([process.execPath, 'install', '--frozen-lockfile'], { cwd: tree })
  // With a file in it the folder is left as it is: no video has to be prepared for this.
  mkdirSync(join(tree, 'watch'))
  writeFileSync(join(tree, 'watch/note.txt'), 'not a video')
  const command = [process.execPath, join(tree, 'ops/start.ts'), '--dev', '--port', '0']
  const folders = ['--data', join(tree, '.data'), '--watch', join(tree, 'watch')]
  dev = family.begin('bun run dev', [...command, ...folders], { DATABASE_URL: '' })
  url = addressIn(await lineWith('Dashboard'))
  for (const _ of PLATFORMS) sandboxes.push(addressIn(await lineWith('sandbox   http')))
  await lineWith('Ctrl-C ends all of it')
  browser = await openBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await family.stopAll()
  rmSync(tree, { recursive: true, force: true })
})

const addressIn = (line: string) => /https?:\S+/.exec(line)?.[0] ?? ''

async function lineWith(words: string): Promise<string> {
  const before: string[] = []
  for (;;) {
    const { value, done } = await dev.lines.next()
    if (done) throw new Error(`Never said "${words}".\n${before.join('\n')}\n${dev.complaint()}`)
    if (value.includes(words)) return value
    before.push(value)
  }
}

async function change(file: string, from: string, to: string): Promise<void> {
  const path = join(tree, file)
  const text = await Bun.file(path).text()
  expect(text).toContain(from)
  await Bun.write(path, text.replace(from, to))
}

const post = (path: string, body: object) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('a changed word of a page is shown, and the page is not loaded again', async () => {
  const { page, complaints } = await visit(browser)
  await page.goto(url)
  const heading = page.getByRole('heading', { level: 1 })
  await heading.waitFor()
  await page.evaluate('window.isTheSame = true')
  await change('app/src/words/en/sign-in.ts', 'Welcome back', 'Hello again')
  await page.getByText('Hello again').waitFor()
  expect(await page.evaluate('window.isTheSame')).toBe(true)
  expect(complaints).toEqual([])
}, 60_000)

test('changed code of the server answers under the same address, with the same data', async () => {
  expect((await post('/auth/register', { ...person, name: 'Dev' })).status).toBe(200)
  await change('api/src/http/health.ts', 'c.json({ ok: true })', "c.json({ ok: 'changed' })")
  expect(await lineWith('api       runs the new code.')).toBeString()
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: 'changed' })
  expect((await post('/auth/login', { ...person, device: 'dev' })).status).toBe(200)
}, 60_000)

test('what cannot run is shown, and begun again once it can', async () => {
  await change('api/src/http/health.ts', "c.json({ ok: 'changed' })", 'c.json({ ok: ')
  expect(await lineWith('error: ')).toStartWith('api       ')
  await change('api/src/http/health.ts', 'c.json({ ok: ', 'c.json({ ok: true })')
  await lineWith('api       runs the new code.')
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
}, 60_000)

test('changed code of the agent and of a sandbox begins them anew', async () => {
  for (const [part, file] of [
    ['agent', 'agent/src/core.ts'],
    ['sandboxes', 'ops/sandbox/index.ts'],
  ] as const) {
    await Bun.write(join(tree, file), `${await Bun.file(join(tree, file)).text()}\n`)
    await lineWith(`${part.padEnd(9)} runs the new code.`)
  }
}, 60_000)

test('Ctrl-C ends all of it', async () => {
  dev.process.kill('SIGINT')
  expect(await dev.process.exited).toBe(0)
  for (const origin of [url, ...sandboxes]) await expect(fetch(origin)).rejects.toThrow()
}, 60_000)
