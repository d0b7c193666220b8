import { readFileSync } from 'node:fs'

/** One connection of this machine with itself. */
export interface Line {
  /** The side that called. */
  from: { address: string; port: number }
  /** Ours. */
  to: { address: string; port: number }
}

/** Where Linux lists every connection with the user whose program holds its end. */
const TABLES = ['/proc/net/tcp', '/proc/net/tcp6']
const ROOT = 0

/**
 * Whether another user of this machine holds the other end; null where the system does not tell.
 * The superuser is let through: it reads our memory anyway, and relays of virtual machines are its.
 */
export function isForeign(line: Line, read: (path: string) => string = readTable): boolean | null {
  const own = process.getuid?.()
  if (process.platform !== 'linux' || own === undefined) return null
  const rows = TABLES.map(read).join('\n')
  // A table that does not show our own end would not show the other one either.
  if (!ownerIn(rows, line.to, line.from)) return null
  const owner = ownerIn(rows, line.from, line.to)
  // Whoever hung up already waits for no answer, and the system shows that end as nobody's.
  if (!owner || owner.inode === '0') return true
  return owner.uid !== own && owner.uid !== ROOT
}

function readTable(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function ownerIn(rows: string, local: Line['from'], remote: Line['from']) {
  const ends = new RegExp(`^ *\\d+: \\w*${placeOf(local)} \\w*${placeOf(remote)} (.*)$`, 'm')
  // state, queues, timer, retransmits, uid, timeout, inode
  const [, , , , uid, , inode] = ends.exec(rows)?.[1]?.split(/ +/) ?? []
  return uid === undefined ? null : { uid: Number(uid), inode }
}

/** `127.0.0.1` and 8787 as the tables write them; a mapped address only has more before it. */
function placeOf({ address, port }: Line['from']): string {
  const bytes = address.replace(/^::ffff:/, '').split('.')
  const hex = (value: number, length: number) =>
    value.toString(16).toUpperCase().padStart(length, '0')
  return `${bytes
    .map(it => hex(Number(it), 2))
    .reverse()
    .join('')}:${hex(port, 4)}`
}
