import { afterEach, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { proxiesInEnvironment, proxyFor, shownProxy } from '../../src/lib/proxies.ts'
import { openHttpClient } from '../../src/outside/http-client.ts'
import { readSystemProxies } from '../../src/outside/system-proxy.ts'
import { start } from '../processes.ts'
import { makeCertificate } from './certificates.ts'
import { startProxy } from './connect-proxy.ts'
import { asking, saying, startPeer, troubleOf } from './peer.ts'
import { startTls } from './tls-server.ts'

setDefaultTimeout(30_000)

const opened: { close(): unknown }[] = []
afterEach(async () => {
  for (const it of opened.splice(0)) await it.close()
})
const keep = <T extends { close(): unknown }>(it: T): T => {
  opened.push(it)
  return it
}

/** A name that is nobody's, so that only a proxy finds it. */
const FAR = 'office.invalid'
const USER = { name: 'ana@office', password: 'p:w/canary' }
const KEY = `cc_secret${'a'.repeat(30)}`

/** Signs in at that far server through this proxy, and answers with all that was said. */
async function login(it: { port: number; caPath: string }, env: Record<string, string>, pins = {}) {
  const home = mkdtempSync(join(tmpdir(), 'agent-proxy-'))
  keep({ close: () => rmSync(home, { recursive: true, force: true }) })
  await Bun.write(join(home, 'config.json'), JSON.stringify({ pins }))
  const given = { HOME: home, CONTENT_CREATION_HOME: home, NODE_EXTRA_CA_CERTS: it.caPath }
  const address = { BACKEND_API_URL: `https://${FAR}:${it.port}` }
  const command = ['agent/src/cli.ts', 'login', '--key-stdin']
  const program = start(command, { ...given, ...address, ...env }, KEY)
  return { code: await program.exited, text: program.lines.join('\n') }
}

const farServer = async () => {
  const it = keep(await startTls({ names: [FAR] }))
  return { ...it, port: Number(new URL(it.url).port) }
}

test('what is sent goes through the proxy, to the pinned key behind it only', async () => {
  const [proxy, server] = [keep(await startProxy()), await farServer()]
  const env = { HTTPS_PROXY: proxy.origin }
  const other = await login(server, env, { [FAR]: [makeCertificate().pin] })
  expect(other).toMatchObject({ code: 3, text: expect.stringContaining('another key than the') })
  expect(proxy.heard[0]).toStartWith(`CONNECT ${FAR}:${server.port} `)
  const untrusted = await login({ ...server, caPath: '' }, env)
  expect(untrusted.text).toContain('could not prove that it is itself')
  expect((await server.heard()).requestBytes).toBe(0)
  await login(server, env, { [FAR]: [server.pin] })
  expect((await server.heard()).requestBytes).toBeGreaterThan(0)
  // The proxy saw whom we asked for, and nothing of what we said.
  expect(proxy.heard.join('')).not.toContain(KEY)
})

test('a proxy that wants a password gets it, and nobody else reads it', async () => {
  const proxy = keep(await startProxy(`${USER.name}:${USER.password}`))
  const server = await farServer()
  const without = await login(server, { HTTPS_PROXY: proxy.origin })
  expect(without.text).toContain('wants a name and a password. Set HTTPS_PROXY to')
  const credentials = `${encodeURIComponent(USER.name)}:${encodeURIComponent(USER.password)}`
  const HTTPS_PROXY = `http://${credentials}@127.0.0.1:${proxy.port}`
  expect((await server.heard()).requestBytes).toBe(0)
  const { text } = await login(server, { HTTPS_PROXY })
  expect((await server.heard()).requestBytes).toBeGreaterThan(0)
  for (const secret of [USER.password, encodeURIComponent(USER.password), credentials]) {
    expect(text).not.toContain(secret)
  }
  expect(shownProxy(HTTPS_PROXY)).toBe(proxy.origin)
})

test('this machine is never asked for through a proxy, whatever the environment says', async () => {
  const proxy = keep(await startProxy())
  const here = keep(await startPeer(saying('401 Unauthorized')))
  const named = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'] as const
  const env = Object.fromEntries(named.map(name => [name, proxy.origin]))
  const home = mkdtempSync(join(tmpdir(), 'agent-proxy-'))
  keep({ close: () => rmSync(home, { recursive: true, force: true }) })
  const given = { HOME: home, CONTENT_CREATION_HOME: home, BACKEND_API_URL: here.url.slice(0, -1) }
  const program = start(['agent/src/cli.ts', 'login', '--key-stdin'], { ...given, ...env }, KEY)
  await program.exited
  expect(proxy.heard).toEqual([])
  expect(here.heardBytes()).toBeGreaterThan(0)
})

test('nothing goes in clear text to another machine', async () => {
  const http = openHttpClient({ pins: {}, now: Date.now })
  const cause = await troubleOf(http.exchange(() => asking('http://192.0.2.1/upload')))
  expect(cause).toMatchObject({ code: 'not_https', retry: 'never' })
})

test('environment and hosts are read as other programs read them', () => {
  const url = 'http://proxy.example:3128'
  expect(proxiesInEnvironment({})).toBeNull()
  expect(proxiesInEnvironment({ https_proxy: 'proxy.example:3128' })?.url).toBe(url)
  expect(proxiesInEnvironment({ ALL_PROXY: url, NO_PROXY: 'a, b' })?.without).toEqual(['a', 'b'])
  expect(proxiesInEnvironment({ HTTPS_PROXY: 'socks5://a:1' })?.url).toBeNull()
  expect(proxiesInEnvironment({ NO_PROXY: '*' })?.url).toBeNull()
  const to = (address: string, ...without: string[]) =>
    proxyFor(address, { url, without, from: '' })
  expect(to('https://api.example.com/')).toBe(url)
  for (const without of [
    'example.com',
    '.example.com',
    '*.example.com',
    '*',
    'api.example.com:443',
  ])
    expect(to('https://api.example.com/', without)).toBe(false)
  for (const without of ['ample.com', 'api.example.com:8443', 'example.org', '<local>'])
    expect(to('https://api.example.com/', without)).toBe(url)
  expect(to('https://intranet/', '<local>')).toBe(false)
  expect(to('http://[::1]:8787/')).toBe(false)
})

const GNOME = `org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.lan']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy.http host ''
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 3128`
const MAC = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  HTTPSEnable : 1
  HTTPSPort : 3128
  HTTPSProxy : proxy.example
}`
const WINDOWS = `
HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
    ProxyEnable    REG_DWORD    0x1
    ProxyOverride    REG_SZ    *.local;<local>
    ProxyServer    REG_SZ    http=old.example:80;https=proxy.example:3128`

test('the proxy of each system is found where that system keeps it', () => {
  const url = 'http://proxy.example:3128'
  const read = (system: NodeJS.Platform, said: string) => readSystemProxies(system, said)
  expect(read('linux', GNOME)).toMatchObject({ url, without: expect.arrayContaining(['*.lan']) })
  expect(read('linux', GNOME.replace('manual', 'none')).url).toBeNull()
  expect(read('darwin', MAC)).toMatchObject({ url, without: ['*.local', '169.254/16'] })
  expect(read('darwin', MAC.replace('Enable : 1', 'Enable : 0')).url).toBeNull()
  expect(read('win32', WINDOWS)).toMatchObject({ url, without: ['*.local', '<local>'] })
  expect(read('win32', WINDOWS.replace('0x1', '0x0')).url).toBeNull()
  for (const system of ['linux', 'darwin', 'win32', 'freebsd'] as const) {
    expect(read(system, '').url).toBeNull()
  }
})
