/** The public site and the dashboard share one address; who asks decides what `/` is. */
import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Creator, START_MS, startApi, type TestApi } from './harness.ts'

const SCRIPT = 'document.title = "docs"'
const FILES: Record<string, string | Uint8Array> = {
  'site/index.html': '<title>for strangers</title>',
  'site/index.html.gz': gzipSync('<title>for strangers</title>'),
  'site/pricing/index.html': '<title>prices</title>',
  'site/docs/index.html': `<script type="module">${SCRIPT}</script><script src="/a.js"></script>
    <script type="application/ld+json">{}</script>`,
  'site/404.html': '<title>nothing here</title>',
  'site/_astro/site.1a2b.css': 'a{}',
  'site/films/first.webm': new Uint8Array(1000),
  'app/index.html': '<title>dashboard</title>',
}
let api: TestApi
let creator: Creator
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-site-'))
  for (const [path, text] of Object.entries(FILES)) await Bun.write(join(folder, path), text)
  const env = { SITE_FOLDER: join(folder, 'site') }
  api = await startApi({ env, appFolder: join(folder, 'app') })
  creator = await api.creator()
}, START_MS)
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true, force: true })
})

async function at(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${api.url}${path}`, { headers, redirect: 'manual' })
  const [, title] = /<title>(.*)<\/title>/.exec(await answer.clone().text()) ?? []
  return { answer, title, status: answer.status }
}

test('at the top a stranger sees the site, and who is signed in the dashboard', async () => {
  const stranger = await at('/')
  expect(stranger.title).toBe('for strangers')
  const person = await at('/', { cookie: creator.cookie })
  expect(person.title).toBe('dashboard')
  // A cache on the way must not give one of them what the other got.
  for (const { answer } of [stranger, person]) {
    expect(answer.headers.get('Vary')).toContain('Cookie')
    expect(answer.headers.get('Cache-Control')).toBe('no-cache')
  }
})

test('its pages are there for both, and all else is the dashboard', async () => {
  for (const headers of [{}, { cookie: creator.cookie }]) {
    expect((await at('/pricing/', headers)).title).toBe('prices')
    for (const path of ['/login', '/register', '/videos', '/settings/team']) {
      expect((await at(path, headers)).title).toBe('dashboard')
    }
  }
  const short = await at('/pricing?from=mail')
  expect([short.status, short.answer.headers.get('Location')]).toEqual([308, '/pricing/?from=mail'])
  const style = await at('/_astro/site.1a2b.css')
  expect(style.answer.headers.get('Cache-Control')).toContain('immutable')
})

test('a player gets the part of a film that it asks for, as Safari insists', async () => {
  const { answer, status } = await at('/films/first.webm', { range: 'bytes=100-199' })
  expect([status, answer.headers.get('Content-Range')]).toEqual([206, 'bytes 100-199/1000'])
  expect(answer.headers.get('Content-Type')).toBe('video/webm')
  expect(answer.headers.get('Cache-Control')).toContain('max-age=3600')
})

test('what is in no room of it says so, as a page', async () => {
  for (const path of ['/docs/gone/', '/pricing/gone', '/docs/gone.png']) {
    const { status, title } = await at(path)
    expect([path, status, title]).toEqual([path, 404, 'nothing here'])
  }
  expect((await at('/..%2fapp/index.html')).status).toBe(404)
})

test('scripts that the build wrote into a page may run, and no others', async () => {
  const hash = createHash('sha256').update(SCRIPT).digest('base64')
  const policy = async (path: string) =>
    (await at(path)).answer.headers.get('Content-Security-Policy')
  expect(await policy('/docs/')).toContain(`script-src 'self' 'sha256-${hash}' 'wasm-unsafe-eval';`)
  expect(await policy('/')).toContain("script-src 'self';")
})

test(
  'without a site the dashboard stands at the top',
  async () => {
    const alone = await startApi({ appFolder: join(folder, 'app') })
    const answer = await fetch(alone.url)
    expect(await answer.text()).toContain('dashboard')
    await alone.close()
  },
  START_MS,
)
