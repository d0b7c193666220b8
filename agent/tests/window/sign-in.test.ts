import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { openAlone } from '../commands/alone.ts'

setDefaultTimeout(60_000)

const Data = z.object({ data: z.record(z.string(), z.unknown()).optional() })
const KEY = `cc_${'b'.repeat(36)}`
const ANSWERS: Record<string, object> = {
  'account.login': { apiKey: KEY },
  'device.login.begin': {
    ...{ deviceCode: 'd', userCode: 'ABCD-EFGH', expiresIn: 60, interval: 0 },
    verificationUri: 'http://127.0.0.1:9/device',
    verificationUriComplete: 'http://127.0.0.1:9/device?code=ABCD-EFGH',
  },
  'device.login.poll': { apiKey: KEY },
}
/** It lets every device in. */
const server = Bun.serve({
  ...{ hostname: '127.0.0.1', port: 0 },
  fetch(request) {
    const calls = new URL(request.url).pathname.replace('/trpc/', '').split(',')
    if (!calls.every(call => ANSWERS[call])) return new Response(null, { status: 401 })
    return Response.json(calls.map(call => ({ result: { data: ANSWERS[call] } })))
  },
})
const agent = openAlone({}, { BACKEND_API_URL: server.url.origin })
let origin: string
let headers: Record<string, string>

beforeAll(async () => {
  const gui = agent.start('--json', 'gui', '--no-open')
  const { url } = JSON.parse(await gui.line(line => line.includes('"url"')))
  const { origin: at, hash } = new URL(url)
  origin = at
  const entered = await fetch(`${at}/secret`, { method: 'POST', body: hash.slice(1) })
  headers = { 'x-window-secret': await entered.text(), 'content-type': 'application/json' }
})
afterAll(async () => {
  await agent.close()
  await server.stop(true)
})

async function ask(path: string, body?: object) {
  const how = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers }
  const answer = await fetch(`${origin}/trpc/${path}`, how)
  const { result } = z.object({ result: Data.optional() }).parse(await answer.json())
  return result?.data ?? {}
}

async function until(path: string, fits: (data: Record<string, unknown>) => boolean) {
  for (let tries = 0; tries < 200; tries += 1) {
    const data = await ask(path)
    if (fits(data)) return data
    await Bun.sleep(50)
  }
  throw new Error(`It never came to that: ${path}`)
}

const LOGIN = { email: 'ana@example.com', password: 'a long password' }

test('who signs in while the settings cannot be used keeps the window', async () => {
  const path = join(agent.home, 'config.json')
  const good = readFileSync(path)
  writeFileSync(path, '{ "watch_dir": ')
  await until('settings.read', it => it.fault !== null)
  await ask('signIn.withPassword', LOGIN)
  expect(await ask('settings.read')).toMatchObject({
    fault: expect.stringContaining('config.json'),
  })
  writeFileSync(path, good)
  await until('settings.read', it => it.fault === null)
})

test('a key that cannot be kept is told, and nobody waits for it', async () => {
  if (process.platform !== 'linux') return
  // What the sealed file is first written as.
  const inTheWay = join(agent.home, 'key.sealed.new')
  mkdirSync(inTheWay)
  expect(await ask('signIn.begin', {})).toMatchObject({ userCode: 'ABCD-EFGH' })
  const { code, reason } = await until('signIn.state', it => it.code === null)
  expect([code, reason]).toEqual([null, expect.stringContaining('Something went wrong')])
  rmSync(inTheWay, { recursive: true })
})
