import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { definitionOf, PLATFORMS } from '../../api/contract/index.ts'
import { runProgram } from '../run-program.ts'
import { readEnv } from './environment.ts'

const SETUP = join(import.meta.dir, '..', 'setup.ts')
const MAIN = join(import.meta.dir, '..', '..', 'api/src/main.ts')
const FLAGS = ['--domain', 'studio.example.com', '--operator', 'ada@example.com']

let folder: string
let out: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'content-setup-'))
  out = join(folder, '.env')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const setup = (...flags: string[]) =>
  runProgram([process.execPath, SETUP, '--yes', '--out', out, ...flags])
const settings = async () => readEnv(await readFile(out, 'utf8'))

test('what it writes is what the server wants, but for the apps at the platforms', async () => {
  const { code, out: said } = await setup(...FLAGS)
  expect(code).toBe(0)
  const made = await settings()
  for (const platform of PLATFORMS) {
    expect(said).toContain(`https://studio.example.com/oauth/${platform}/callback`)
    const { app } = definitionOf(platform)
    expect([made.get(app.id), made.get(app.secret)]).toEqual(['', ''])
  }
  for (const [name, value] of made) {
    if (/SECRET|PASSWORD|TOKEN|VAULT/.test(name) && value) expect(said).not.toContain(value)
  }
  if (process.platform !== 'win32') expect((await stat(out)).mode & 0o777).toBe(0o600)
  const check = async () => {
    const env = { PATH: process.env.PATH, NODE_ENV: 'production', ...Object.fromEntries(made) }
    return runProgram([process.execPath, MAIN, 'check'], { env })
  }
  const apps = PLATFORMS.flatMap(it => [definitionOf(it).app.id, definitionOf(it).app.secret])
  const refused = (await check()).err.match(/\b[A-Z_]+(?=: missing)/g) ?? []
  expect(refused.toSorted()).toEqual(apps.toSorted())
  for (const name of apps) made.set(name, 'given')
  expect((await check()).out).toContain('The environment is usable.')
})

test('run again it keeps every secret and whatever was added, and takes new answers', async () => {
  const before = await settings()
  await writeFile(out, `${await readFile(out, 'utf8')}CORS_ORIGINS=https://other.example\n`)
  expect((await setup('--platforms', 'youtube', '--smtp', 'smtps://u:p@mail.example')).code).toBe(0)
  const after = await settings()
  for (const name of ['AUTH_SECRET', 'VAULT_KEYS', 'POSTGRES_PASSWORD', 'DATABASE_URL', 'DOMAIN']) {
    expect([name, after.get(name)]).toEqual([name, before.get(name)])
  }
  expect(after.get('CORS_ORIGINS')).toBe('https://other.example')
  expect([after.get('PLATFORMS'), after.get('EMBEDDED')]).toEqual(['youtube', 'metadata,billing'])
})

test('an answer that was given is taken, also “none” and another image', async () => {
  const image = 'registry.example/content:2'
  expect((await setup('--smtp', 'none', '--image', image)).code).toBe(0)
  const after = await settings()
  expect([after.get('SMTP_URL'), after.get('IMAGE')]).toEqual([undefined, image])
  expect(after.get('EMBEDDED')).toBe('metadata,mail,billing')
  expect((await setup()).code).toBe(0)
  expect((await settings()).get('IMAGE')).toBe(image)
})

test('what cannot be is refused by name, without its value, and nothing is written', async () => {
  const before = await readFile(out, 'utf8')
  const { code, err } = await setup(
    '--domain',
    'https://a.example/x',
    '--smtp',
    'smtp://u:hunter2@m',
  )
  expect(code).toBe(1)
  expect(err).toContain('--domain is a name such as')
  expect(err).toContain('--smtp is smtps://')
  expect(err).not.toContain('hunter2')
  expect(await readFile(out, 'utf8')).toBe(before)
})
