import { crc32, deflateRawSync } from 'node:zlib'
import { bytesOf, type Entry, inOrder } from './entry.ts'
import { concat } from './tar.ts'

/** Made on Unix, so that the rights of each file are kept. */
const MADE_BY = (3 << 8) | 20
const UTF8 = 1 << 11
const REGULAR = 0o100000
const LINK = 0o120000

/** A zip that depends on nothing but the files and the time given. */
export function zip(entries: readonly Entry[], seconds: number, level = 9): Uint8Array {
  const files: Uint8Array[] = []
  const index: Uint8Array[] = []
  let at = 0
  for (const entry of inOrder(entries)) {
    const isLink = entry.link !== undefined
    const content = isLink ? new TextEncoder().encode(entry.link) : bytesOf(entry)
    const packed = deflateRawSync(content, { level })
    const name = new TextEncoder().encode(entry.path)
    const common = fields(content, packed, { name, seconds })
    const local = [uint32(0x04034b50), uint16(20), ...common, uint16(0), name, packed]
    const rights = ((isLink ? LINK | 0o777 : REGULAR | entry.mode) << 16) >>> 0
    const tail = [uint16(0), uint16(0), uint16(0), uint16(0), uint32(rights), uint32(at), name]
    index.push(...[uint32(0x02014b50), uint16(MADE_BY), uint16(20), ...common, ...tail])
    files.push(...local)
    at += local.reduce((sum, it) => sum + it.length, 0)
  }
  const listed = concat(index)
  const count = uint16(entries.length)
  const end = [uint32(0x06054b50), uint16(0), uint16(0), count, count]
  return concat([...files, listed, ...end, uint32(listed.length), uint32(at), uint16(0)])
}

interface Head {
  name: Uint8Array
  seconds: number
}

/** What stands in a file's own head and again in the index: flags to the name's length. */
function fields(content: Uint8Array, packed: Uint8Array, { name, seconds }: Head): Uint8Array[] {
  const at = new Date(seconds * 1000)
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  const year = Math.max(0, at.getUTCFullYear() - 1980)
  const day = (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return [
    ...[uint16(UTF8), uint16(8), uint16(time), uint16(day), uint32(crc32(content))],
    ...[uint32(packed.length), uint32(content.length), uint16(name.length)],
  ]
}

function uint16(value: number): Uint8Array {
  return new Uint8Array(Uint16Array.of(value).buffer)
}

function uint32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer)
}
