import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signedManifest } from '../../src/update/manifest.ts'
import { keyPair } from './shop.ts'

const PROGRAM = join(import.meta.dir, '../../package/sign-manifest.ts')
const dir = mkdtempSync(join(tmpdir(), 'agent-sign-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const SHA256 = 'a'.repeat(64)
const common = { target: 'linux-x64', sizeBytes: 40, sha256: SHA256 }
writeFileSync(
  join(dir, 'release.json'),
  JSON.stringify({
    version: '0.2.0',
    made: [
      { ...common, file: 'content-agent_0.2.0_amd64.deb' },
      { ...common, file: 'content.zst', program: { sizeBytes: 90, sha256: SHA256 } },
    ],
  }),
)

async function sign(env: Record<string, string>) {
  const words = ['--release', dir, '--base', 'https://example.com/0.2.0/', '--days', '30']
  const child = Bun.spawn([process.execPath, PROGRAM, ...words], {
    ...{ stdout: 'ignore', stderr: 'pipe' },
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  const said = await child.stderr.text()
  return { code: await child.exited, said }
}

test('a release is listed, signed and dated, and only our key is believed', async () => {
  const { privateKey, publicKey } = keyPair()
  const pem = String(privateKey.export({ format: 'pem', type: 'pkcs8' }))
  expect((await sign({ UPDATE_KEY: pem })).code).toBe(0)
  const list = readFileSync(join(dir, 'update.json'), 'utf8')
  const manifest = signedManifest(list, [keyPair().publicKey, publicKey])
  expect(manifest?.targets).toEqual({
    'linux-x64': {
      url: 'https://example.com/0.2.0/content.zst',
      ...{ sizeBytes: 40, sha256: SHA256, compression: 'zstd' },
      program: { sizeBytes: 90, sha256: SHA256 },
    },
  })
  const days = Date.parse(manifest?.expiresAt ?? '') - Date.parse(manifest?.releasedAt ?? '')
  expect(days).toBe(30 * 86_400_000)
  expect(signedManifest(list, [keyPair().publicKey])).toBeNull()
})

test('without a key nothing is written, and its words are in no complaint', async () => {
  expect(await sign({})).toMatchObject({ code: 1, said: expect.stringContaining('UPDATE_KEY') })
  const { code, said } = await sign({ UPDATE_KEY: 'canary' })
  expect(code).toBe(1)
  expect(said).not.toContain('canary')
})
