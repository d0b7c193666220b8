import { isIP } from 'node:net'

/** What stands between this computer and the world, and for which hosts it is not meant. */
export interface Proxies {
  /** Its address, with the name and password that it wants; null: there is none. */
  url: string | null
  /** Hosts that are reached without it. */
  without: readonly string[]
  /** Where this is written, for people. */
  from: string
}

export const NO_PROXIES: Proxies = { url: null, without: [], from: 'nowhere' }

/** What the environment says, as other programs read it; null where it says nothing. */
export function proxiesInEnvironment(env: Readonly<Record<string, string | undefined>>) {
  const given = (name: string) => env[name.toLowerCase()] || env[name] || ''
  const without = listOf(given('NO_PROXY'))
  const from = ['HTTPS_PROXY', 'ALL_PROXY'].find(name => given(name) !== '')
  if (from === undefined) return without.includes('*') ? { ...NO_PROXIES, without } : null
  return { url: addressOf(given(from)), without, from }
}

/** An address as people write them, often without `http://`; null for what is none of ours. */
export function addressOf(text: string): string | null {
  const full = /^\w+:\/\//.test(text) ? text : `http://${text}`
  return /^https?:/.test(full) && URL.canParse(full) ? full : null
}

export const listOf = (text: string) => text.split(/[\s,;]+/).filter(Boolean)

/** Which proxy an address is reached through; `false`: none. This machine never asks another. */
export function proxyFor(address: string, { url, without }: Proxies): string | false {
  const { hostname, port } = new URL(address)
  const isHere = /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
  if (url === null || isHere) return false
  return without.some(it => isMeant(it.toLowerCase(), hostname, port || '443')) ? false : url
}

function isMeant(entry: string, hostname: string, port: string): boolean {
  if (entry === '*' || (entry === '<local>' && !/[.:]/.test(hostname))) return true
  const [, name = entry, only] = /^(.+?)(?::(\d+))?$/.exec(entry) ?? []
  if (only !== undefined && only !== port) return false
  const bare = name.replace(/^\*?\./, '')
  if (isIP(hostname) !== 0) return hostname === bare
  return hostname === bare || hostname.endsWith(`.${bare}`)
}

/** `http://proxy.example:3128`: what may be shown of it. */
export const shownProxy = (url: string) => new URL(url).origin
