import { outputOf } from '../lib/output-of.ts'
import { addressOf, listOf, NO_PROXIES, type Proxies } from '../lib/proxies.ts'

const WINDOWS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings'

const ASK: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['gsettings', 'list-recursively', 'org.gnome.system.proxy'],
  darwin: ['scutil', '--proxy'],
  win32: ['reg', 'query', WINDOWS],
}

/** The proxy in this system's own settings; scripts that choose one (PAC) are not run. */
export async function systemProxies(system = process.platform): Promise<Proxies> {
  const command = ASK[system]
  return command ? readSystemProxies(system, await outputOf(command)) : NO_PROXIES
}

/** What this system's tool says of its proxy. */
export function readSystemProxies(system: NodeJS.Platform, said: string): Proxies {
  const read = { linux: readGnome, darwin: readMac, win32: readWindows }[system as string]
  const { host = '', without = [] } = read?.(said) ?? {}
  const url = host === '' ? null : addressOf(host)
  return url === null ? NO_PROXIES : { url, without, from: "this system's settings" }
}

interface Read {
  host?: string
  without?: string[]
}

function readGnome(said: string): Read {
  const value = (name: string) =>
    new RegExp(`^org\\.gnome\\.system\\.proxy${name} (.*)$`, 'm').exec(said)?.[1] ?? ''
  const text = (name: string) => value(name).replaceAll("'", '')
  if (text(' mode') !== 'manual' || text('.https host') === '') return {}
  const without = listOf(value(' ignore-hosts').replace(/^@as |[[\]']/g, ''))
  return { host: `${text('.https host')}:${value('.https port')}`, without }
}

function readMac(said: string): Read {
  const value = (name: string) => new RegExp(`\\b${name} : (\\S+)`).exec(said)?.[1] ?? ''
  if (value('HTTPSEnable') !== '1') return {}
  const [, list = ''] = /ExceptionsList : <array> {([^}]*)}/.exec(said) ?? []
  const without = [...list.matchAll(/\d+ : (\S+)/g)].map(([, host = '']) => host)
  return { host: `${value('HTTPSProxy')}:${value('HTTPSPort')}`, without }
}

function readWindows(said: string): Read {
  const value = (name: string) => new RegExp(`\\b${name}\\s+REG_\\w+\\s+(\\S+)`).exec(said)?.[1]
  if (value('ProxyEnable') !== '0x1') return {}
  const server = value('ProxyServer') ?? ''
  // One for everything, or `http=…;https=…`.
  const host = server.includes('=') ? /https=([^;]+)/.exec(server)?.[1] : server
  return { host: host ?? '', without: listOf(value('ProxyOverride') ?? '') }
}
