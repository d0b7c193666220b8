import { afterAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { compileCore } from '../../package/core.ts'
import { openShop, TARGET } from './shop.ts'

const IS_LONG = process.env.LONG === 'yes'

setDefaultTimeout(180_000)

const shop = openShop()
afterAll(() => shop.close())

/** A real core of this version, which believes the shop. */
async function core(version: string): Promise<Uint8Array> {
  const folder = join(shop.dir, version)
  const page = join(folder, 'page')
  mkdirSync(page, { recursive: true })
  writeFileSync(join(page, 'index.html'), '')
  const path = join(folder, 'content')
  const { url, keys } = shop.source()
  await compileCore({
    ...{ page, path, version, target: TARGET, work: join(folder, 'parts') },
    runtime: process.execPath,
    trust: { updateUrl: url, updateKeys: keys },
  })
  return readFileSync(path)
}

function start(...args: string[]) {
  const env = {
    ...{ HOME: shop.dir, PATH: process.env.PATH ?? '', BACKEND_API_URL: 'http://127.0.0.1:9' },
    CONTENT_CREATION_HOME: join(shop.dir, 'home'),
  }
  return Bun.spawn([shop.program, '--json', ...args], { env, stdout: 'pipe' })
}

async function content(...args: string[]) {
  const child = start(...args)
  const said = (await child.stdout.text()).trim()
  return { code: await child.exited, said }
}

test('a compiled core becomes another one, and neither an older nor a bent one', async () => {
  if (!IS_LONG || process.platform !== 'linux') return
  const first = await core('0.1.0')
  const next = await core('0.2.0')
  shop.install(first)
  const bent = new Uint8Array(next)
  bent[next.length >> 1] = (bent[next.length >> 1] ?? 0) ^ 1
  shop.sell({ version: '0.2.0', program: next, sends: Bun.zstdCompressSync(bent) })
  expect((await content('update')).said).toMatch(/not what|larger than/)
  expect((await content('--version')).said).toBe('0.1.0')
  shop.sell({ version: '0.2.0', program: next })
  expect(JSON.parse((await content('update', '--check')).said)).toEqual({
    ...{ running: '0.1.0', newest: '0.2.0', isTaken: false },
  })
  expect(await content('update')).toMatchObject({ code: 0 })
  expect((await content('--version')).said).toBe('0.2.0')
  expect(existsSync(`${shop.program}.old`)).toBe(true)
  expect((await content('status')).code).toBe(0)
  expect(existsSync(`${shop.program}.old`)).toBe(false)
  shop.sell({ version: '0.1.0', program: first })
  expect((await content('update')).said).toContain('no way back')
  expect((await content('--version')).said).toBe('0.2.0')
})

/** Lets a page in at the door whose address the agent has just printed. */
async function pageAt(said: string) {
  const { origin, hash } = new URL(JSON.parse(said).url)
  const entered = await fetch(`${origin}/secret`, { method: 'POST', body: hash.slice(1) })
  const headers = { 'x-window-secret': await entered.text(), 'content-type': 'application/json' }
  return async (path: string, method = 'GET') => {
    const answer = await fetch(`${origin}/trpc/${path}`, { method, headers })
    return z.object({ result: z.object({ data: z.unknown() }) }).parse(await answer.json()).result
      .data
  }
}

test('the window takes a new version, and starts anew with it', async () => {
  if (!IS_LONG || process.platform !== 'linux') return
  shop.install(await core('0.1.0'))
  shop.sell({ version: '0.3.0', program: await core('0.3.0') })
  const gui = start('gui', '--no-open')
  const lines = gui.stdout.pipeThrough(new TextDecoderStream()).getReader()
  const first = await pageAt((await lines.read()).value ?? '')
  expect(await first('version')).toBe('0.1.0')
  expect(await first('update.ask', 'POST')).toEqual({ kind: 'out', version: '0.3.0' })
  expect(await first('update.known')).toEqual({ kind: 'out', version: '0.3.0' })
  // Its door may close before it has answered.
  void first('update.take', 'POST').catch(() => undefined)
  const next = await pageAt((await lines.read()).value ?? '')
  expect(await next('version')).toBe('0.3.0')
  expect(await next('update.known')).toEqual({ kind: 'current' })
  await next('quit', 'POST').catch(() => undefined)
  expect(await gui.exited).toBe(0)
})
