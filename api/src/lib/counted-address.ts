import { isIPv6 } from 'node:net'

const GROUPS = 8
const NETWORK_GROUPS = 4

/**
 * Under what an address is counted. A home or a rented server has a whole /64 of IPv6 to itself,
 * so its addresses count as one; IPv4 that was written as IPv6 counts as the IPv4 that it is.
 */
export function countedAddress(address: string): string {
  if (!address.includes(':')) return address
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return address
  const groups = groupsOf(plain)
  const [high = 0, low = 0] = groups.slice(-2)
  const isMapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff
  if (isMapped) return [high >> 8, high & 255, low >> 8, low & 255].join('.')
  const network = groups.slice(0, NETWORK_GROUPS).map(group => group.toString(16))
  return `${network.join(':')}::/64`
}

/** The eight numbers of an address, however it was shortened. */
function groupsOf(address: string): number[] {
  // A URL writes an embedded IPv4 as two groups as well.
  const { hostname } = new URL(`http://[${address}]`)
  const [left = '', right] = hostname.slice(1, -1).split('::')
  const [before, after] = [left, right ?? ''].map(part => (part === '' ? [] : part.split(':')))
  const known = [...(before ?? []), ...(after ?? [])]
  const gap = Array.from({ length: GROUPS - known.length }, () => '0')
  return [...(before ?? []), ...gap, ...(after ?? [])].map(group => Number.parseInt(group, 16))
}
