import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Spec, Validation } from '@cyclonedx/cyclonedx-library'
import { layoutsFor } from '../package/layouts/layouts.ts'
import type { Parts } from '../package/layouts/parts.ts'
import { type Made, makeRelease } from '../package/release.ts'
import { hereTarget, TARGETS, type Target } from '../package/targets.ts'
import own from '../package.json' with { type: 'json' }
import { sealed } from '../src/update/envelope.ts'
import { mustRun } from './run-program.ts'
import { keyPair } from './update/shop.ts'

setDefaultTimeout(60_000)

const SECONDS = 1_700_000_001
const keys = keyPair()
/** The signed list of versions that the program asks for. */
let list = ''
const server = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: () => new Response(list) })
const dir = mkdtempSync(join(tmpdir(), 'agent-release-'))
const out = join(dir, 'first')
let made: Made[]
// What is tried does not depend on the system that it is tried on, but what is started does.
const here = hereTarget() as Target

beforeAll(async () => {
  made = await release(out)
})
afterAll(async () => {
  await server.stop(true)
  rmSync(dir, { recursive: true, force: true })
})

function release(to: string): Promise<Made[]> {
  const page = join(dir, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<title>The window</title>')
  writeFileSync(join(page, 'assets/index-12345678.js'), 'console.log("page")')
  return makeRelease({
    ...{ targets: [here], out: to, runtimes: join(dir, 'runtimes'), neutralino: null },
    ...{ level: 1, seconds: SECONDS, say: () => undefined },
    trust: { updateUrl: server.url.href, updateKeys: [keys.publicKey] },
    built: { page, inPage: new Set() },
  })
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const fileOf = (end: string) => join(out, made.find(it => it.file.endsWith(end))?.file ?? '')

/** The program, as an update would unpack it. */
function program(): string {
  const path = join(dir, 'alone', here.program)
  if (!existsSync(path)) {
    mkdirSync(join(dir, 'alone'))
    writeFileSync(path, Bun.zstdDecompressSync(readFileSync(fileOf(`${here.name}.zst`))), {
      mode: 0o755,
    })
  }
  return path
}

const env = { HOME: dir, PATH: process.env.PATH ?? '', BACKEND_API_URL: 'http://127.0.0.1:9' }

/** Not in one go: the program may ask the server above, which answers from this process. */
async function run(path: string, ...args: string[]) {
  const child = Bun.spawn([path, ...args], { cwd: dir, env, stdout: 'pipe', stderr: 'inherit' })
  const out = await child.stdout.text()
  return { code: await child.exited, out }
}

test('the same sources make the same bytes, elsewhere and at another time', async () => {
  expect(await release(join(dir, 'again'))).toEqual(made)
  const sums = made.map(it => `${it.sha256}  ${it.file}\n`).join('')
  expect(readFileSync(join(out, 'SHA256SUMS'), 'utf8')).toBe(sums)
})

test('the program needs nothing beside it, and a strange folder tells it nothing', async () => {
  writeFileSync(join(dir, '.env'), 'CONTENT_CREATION_HOME=/nonexistent/by-env\n')
  expect(await run(program(), '--version')).toMatchObject({ code: 0, out: `${own.version}\n` })
  const { out: said } = await run(program(), '--json', 'doctor')
  const { findings } = JSON.parse(said) as { findings: { what: string; says: string }[] }
  expect(findings.map(it => it.what)).toContain('Journal')
  expect(said).not.toContain('by-env')
})

async function asked(...args: string[]) {
  const child = Bun.spawn([program(), '--json', 'update', ...args], { env, stdout: 'pipe' })
  const said = JSON.parse(await child.stdout.text())
  return { code: await child.exited, said }
}

test('it knows which version is out, unless somebody else brings new ones', async () => {
  const day = 86_400_000
  const named = (version: string) => {
    const manifest = {
      ...{ product: 'content-agent', version, minimumVersion: '0.0.0', targets: {} },
      releasedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + day).toISOString(),
    }
    return sealed(new TextEncoder().encode(JSON.stringify(manifest)), keys.privateKey)
  }
  list = named(own.version)
  expect(await asked('--check')).toEqual({
    code: 0,
    said: { running: own.version, newest: own.version, isTaken: false },
  })
  list = named('0.0.1')
  expect((await asked()).said.error).toContain('no way back')
  const by = join(dir, 'alone/installed-by.json')
  writeFileSync(by, '{"installedBy":"deb"}')
  expect((await asked()).said.error).toContain('apt install')
  rmSync(by)
})

test('its window comes out of it', async () => {
  // It ends with this test, however that ends.
  await using child = Bun.spawn([program(), '--json', 'gui', '--no-open'], { env, stdout: 'pipe' })
  const { value } = await child.stdout.getReader().read()
  const { url } = JSON.parse(text(value ?? new Uint8Array()).split('\n')[0] ?? '')
  const { origin } = new URL(url)
  expect(await (await fetch(origin)).text()).toBe('<title>The window</title>')
  expect((await fetch(`${origin}/assets/index-12345678.js`)).ok).toBe(true)
})

test('what it is made of is listed as CycloneDX does', async () => {
  const list = readFileSync(fileOf('.cdx.json'), 'utf8')
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6)
  expect(await validator.validate(list)).toBeNull()
  const names = JSON.parse(list).components.map((it: { name: string }) => it.name)
  expect(names).toContain('commander')
  expect(names).toContain(here.runtime)
  expect(names).not.toContain('@ffmpeg-installer/ffmpeg')
})

const parts = (target: Target): Parts => ({
  ...{ target, version: '1.2.3', seconds: SECONDS, native: [] },
  core: new TextEncoder().encode('#!/bin/sh\necho the core\n'),
  papers: [{ path: 'THIRD-PARTY.txt', mode: 0o644, content: 'MIT' }],
  icon: new TextEncoder().encode('<svg/>'),
})

async function unpacked(name: string, env: Record<string, string> = {}) {
  const target = TARGETS.find(it => it.name === name) as Target
  const work = join(dir, name)
  mkdirSync(work, { recursive: true })
  Object.assign(process.env, env)
  const layouts = await layoutsFor(parts(target), { level: 1, work })
  for (const key of Object.keys(env)) delete process.env[key]
  for (const { file, content } of layouts) writeFileSync(join(work, file), content)
  return { work, files: layouts.map(it => it.file) }
}

test('Debian installs the package, and the agent knows who brought it', async () => {
  const { work, files } = await unpacked('linux-x64')
  const [file = ''] = files
  expect(file).toBe('content-agent_1.2.3_amd64.deb')
  const bytes = readFileSync(join(work, file))
  expect(text(bytes.subarray(0, 8))).toBe('!<arch>\n')
  expect(text(bytes.subarray(68, 72))).toBe('2.0\n')
  if (!Bun.which('dpkg-deb')) return
  const root = join(work, 'root')
  await mustRun(['dpkg-deb', '-x', join(work, file), root])
  const told = await mustRun(['dpkg-deb', '--field', join(work, file)])
  expect(text(told.stdout)).toContain('Recommends: ffmpeg (>= 7:5.0)')
  expect(await run(join(root, 'usr/bin/content'))).toMatchObject({ code: 0, out: 'the core\n' })
  const by = readFileSync(join(root, 'usr/lib/content-agent/installed-by.json'), 'utf8')
  expect(JSON.parse(by)).toEqual({ installedBy: 'deb' })
})

test('the folder for Linux starts from wherever it is put', async () => {
  const { work, files } = await unpacked('linux-arm64')
  const archive = readFileSync(join(work, files[1] ?? ''))
  writeFileSync(join(work, 'plain.tar'), Bun.zstdDecompressSync(archive))
  await mustRun(['tar', '-xf', join(work, 'plain.tar'), '-C', work])
  const folder = join(work, 'content-1.2.3-linux-arm64.AppDir')
  expect(await run(join(folder, 'AppRun'))).toMatchObject({ out: 'the core\n' })
  expect(readFileSync(join(folder, '.DirIcon'), 'utf8')).toBe('<svg/>')
})

/** A zip's index, read as the format's own description says. */
function listed(path: string): Map<string, { mode: number; method: number }> {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  const found = new Map<string, { mode: number; method: number }>()
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const length = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + length)
    const mode = bytes.readUInt32LE(at + 38) >>> 16
    found.set(name, { mode: mode & 0o777, method: bytes.readUInt16LE(at + 10) })
    at += 46 + length
  }
  return found
}

test('the macOS bundle and the Windows folder hold what their systems look for', async () => {
  const mac = await unpacked('darwin-arm64')
  const bundle = listed(join(mac.work, mac.files[0] ?? ''))
  expect(bundle.get('Content Creation.app/Contents/MacOS/content')?.mode).toBe(0o755)
  expect(bundle.get('Content Creation.app/Contents/Info.plist')?.mode).toBe(0o644)
  const windows = await unpacked('windows-x64')
  const folder = listed(join(windows.work, windows.files[0] ?? ''))
  for (const name of ['content.exe', 'content.cmd', 'THIRD-PARTY.txt']) {
    expect([...folder.keys()]).toContain(`content-1.2.3-windows-x64/${name}`)
  }
})

test('a signer gets the bundle, and what it adds is handed out', async () => {
  const folder = '"$0/Contents/_CodeSignature"'
  const command = `sh -c 'mkdir ${folder}; cp "$0/Contents/Info.plist" ${folder}/CodeResources'`
  const { work, files } = await unpacked('darwin-x64', { SIGN_MAC_BUNDLE: command })
  const names = [...listed(join(work, files[0] ?? '')).keys()]
  expect(names).toContain('Content Creation.app/Contents/_CodeSignature/CodeResources')
  const failing = unpacked('darwin-x64', { SIGN_MAC_BUNDLE: 'false' })
  expect(failing).rejects.toThrow('SIGN_MAC_BUNDLE ended with 1')
})
