import { afterAll, beforeAll, expect, test } from 'bun:test'
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { TestApi } from './harness.ts'
import { START_MS, startApi } from './harness.ts'

const root = join(import.meta.dir, '../..')
const compiler = join(root, 'node_modules/.bin/tsc')
const STRICT = ['--strict', '--noEmit', '--skipLibCheck', '--allowImportingTsExtensions']
const MODERN = ['--target', 'esnext', '--module', 'preserve', '--types', 'bun-types']

let api: TestApi
let folder: string
beforeAll(async () => {
  api = await startApi()
  folder = await mkdtemp(join(tmpdir(), 'content-client-'))
}, START_MS)
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true, force: true })
})

async function ran(command: string[]): Promise<{ code: number; output: string }> {
  const child = Bun.spawn(command, { cwd: folder, stdout: 'pipe', stderr: 'pipe' })
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()])
  return { code: await child.exited, output: `${out}${err}` }
}

test('a program typed from the description alone signs in, asks, writes and lists', async () => {
  const { body } = await api.rest('/api/v1/openapi.json')
  await writeFile(join(folder, 'paths.ts'), astToString(await openapiTS(body as OpenAPI3)))
  await copyFile(join(import.meta.dir, 'rest-client/walk.ts'), join(folder, 'walk.ts'))
  await symlink(join(root, 'api/node_modules'), join(folder, 'node_modules'))
  const typeRoots = ['--typeRoots', join(root, 'node_modules')]
  const compiled = await ran([compiler, ...STRICT, ...MODERN, ...typeRoots, 'walk.ts'])
  expect(compiled).toEqual({ code: 0, output: '' })
  const { code, output } = await ran([process.execPath, 'walk.ts', api.url])
  expect({ code, said: JSON.parse(output) }).toEqual({
    code: 0,
    said: {
      used: [
        '/auth/register open',
        '/auth/login open',
        '/auth/me token',
        '/enrichment/quota deviceKey',
        '/enrichment/generate deviceKey',
        '/analytics/videos token',
        '/auth/login open',
      ],
      statuses: [200, 200, 200, 200, 200, 200],
      plan: 'free',
      remaining: 10,
      title: 'Harbour at dawn',
      videos: 0,
      refused: 'unauthenticated',
    },
  })
}, 60_000)
