import { isIP } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Ports that a public address may be reached at. */
const PORTS = ['', '8443']
/** Names that never mean the public internet, whatever a resolver says. */
const INNER_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|onion|test|invalid)$/

export type HookUrl = { url: URL; host: string } | { wrong: string }

/**
 * Reads an address that we are to call; a sentence when we will not. Names are looked up only when
 * it is called: what they mean today says nothing about tomorrow.
 */
export function hookUrl(text: string, { toLoopback }: { toLoopback: boolean }): HookUrl {
  if (!URL.canParse(text)) return { wrong: 'That is not an address.' }
  const url = new URL(text)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  if (url.username || url.password) return { wrong: 'An address may hold no password.' }
  if (url.hash) return { wrong: 'An address may hold no #.' }
  if (toLoopback && isHttp(url) && isOwnMachine(host)) return { url, host }
  if (url.protocol !== 'https:') return { wrong: 'The address must begin with https://.' }
  if (!PORTS.includes(url.port)) return { wrong: 'Only the ports 443 and 8443 are called.' }
  if (!isPublicName(host)) return { wrong: 'This address is not on the public internet.' }
  return { url, host }
}

const isHttp = ({ protocol }: URL) => protocol === 'http:' || protocol === 'https:'
const isOwnMachine = (host: string) => host === 'localhost' || isLoopbackAddress(host)

const isPublicName = (host: string) =>
  isIP(host) === 0 ? host.includes('.') && !INNER_NAME.test(host) : isPublicAddress(host)
