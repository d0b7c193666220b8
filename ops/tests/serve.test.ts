import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mustRun } from '../run-program.ts'
import { type Child, firstJson, makeFamily } from '../start/children.ts'

const ROOT = join(import.meta.dir, '../..')
const family = makeFamily()
let folder: string
let server: Child
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'content-serve-'))
  await mustRun([process.execPath, join(ROOT, 'api/build.ts')])
  server = family.begin('The server', ['sh', join(ROOT, 'ops/serve.sh')], {
    BUN: process.execPath,
    PORT: '0',
    // It brings its own Postgres, in its folder.
    DATABASE_URL: '',
    DATA_DIR: folder,
  })
  url = String((await firstJson(server, 'url')).url)
}, 60_000)

afterAll(async () => {
  await family.stopAll()
  rmSync(folder, { recursive: true, force: true })
})

const post = (path: string, body: object) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('the built server signs somebody up and in', async () => {
  const person = { email: 'built@example.com', password: 'a long enough one' }
  expect((await post('/auth/register', { ...person, name: 'Built' })).status).toBe(200)
  const login = await post('/auth/login', { ...person, device: 'built' })
  const { token } = (await login.json()) as { token: string }
  const asked = await fetch(`${url}/api/v1/oauth/connections`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(await asked.json()).toEqual({ connections: [] })
})

test('what it loads only when it is asked for is there, too', async () => {
  const document = await fetch(`${url}/api/v1/openapi.json`)
  expect(await document.json()).toMatchObject({ openapi: '3.1.0' })
  const page = await (await fetch(`${url}/api/docs`)).text()
  const [, script = ''] = /src="(\S+bundle\.js)"/.exec(page) ?? []
  expect(await (await fetch(`${url}${script}`)).text()).toContain('SwaggerUIBundle')
})

test('it is one process, and told to stop it stops in order', async () => {
  const { scripts } = await Bun.file(join(ROOT, 'package.json')).json()
  expect(scripts.serve).toBe('sh ops/serve.sh')
  const command = await Bun.file(`/proc/${server.process.pid}/cmdline`).text()
  expect(command.split('\0').slice(0, 2)).toEqual([process.execPath, '--smol'])
  server.process.kill('SIGTERM')
  expect(await server.process.exited).toBe(0)
})
