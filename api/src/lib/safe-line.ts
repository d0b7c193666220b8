import { isIP } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/** Whether a host, as a URL writes it, is this very machine. */
export function isThisMachine(hostname: string): boolean {
  const host = bare(hostname)
  return host === 'localhost' || isLoopbackAddress(host)
}

/** Whether a name could be that of a machine in a private network; of most it cannot be told. */
export function mayBePrivate(host: string): boolean {
  return isIP(bare(host)) === 0 || !isPublicAddress(bare(host))
}

/**
 * Whether nobody on the way can read or change what goes to this address: it stays on this machine,
 * is encrypted to somebody whose certificate is checked, or its host was named as a private one.
 */
export function isSafeLine(address: string, privateHosts: readonly string[]): boolean {
  const url = new URL(address)
  const host = bare(hostOf(url))
  if (isThisMachine(host) || host.startsWith('/')) return true
  return privateHosts.includes(host.toLowerCase()) || isEncrypted(url)
}

/** What makes an address of this kind safe, as whoever set it reads it. */
export const safeForm = (address: string): string => FORMS[new URL(address).protocol] ?? 'TLS'

const FORMS: Record<string, string> = {
  'postgres:': 'sslmode=verify-full',
  'postgresql:': 'sslmode=verify-full',
  'redis:': 'rediss',
  'smtp:': 'smtps, or requireTLS=true',
  'http:': 'https',
}
// Settings of nodemailer by which a line is encrypted to whomever answers, or not at all.
const WEAKER = /rejectUnauthorized|ignoreTLS|secure/i

function isEncrypted({ protocol, searchParams }: URL): boolean {
  if (protocol === 'postgres:' || protocol === 'postgresql:') {
    return searchParams.getAll('sslmode').join() === 'verify-full'
  }
  if (!protocol.startsWith('smtp')) return protocol === 'https:' || protocol === 'rediss:'
  if ([...searchParams.keys()].some(name => WEAKER.test(name))) return false
  return protocol === 'smtps:' || searchParams.getAll('requireTLS').join() === 'true'
}

// Postgres also takes its host, or the folder of a socket, from behind the question mark.
const hostOf = ({ protocol, hostname, searchParams }: URL) =>
  protocol.startsWith('postgres') ? (searchParams.get('host') ?? (hostname || '/')) : hostname

const bare = (hostname: string) => decodeURIComponent(hostname).replace(/^\[(.+)\]$/, '$1')
