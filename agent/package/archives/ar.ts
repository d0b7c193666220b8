import { concat } from './tar.ts'

export interface Member {
  name: string
  content: Uint8Array
}

/** The archive of a .deb: each member has a head of 60 bytes and begins at an even place. */
export function ar(members: readonly Member[], seconds: number): Uint8Array {
  const encoder = new TextEncoder()
  const pieces = members.flatMap(({ name, content }) => [
    encoder.encode(head(name, content.length, seconds)),
    content,
    new Uint8Array(content.length % 2).fill(10),
  ])
  return concat([encoder.encode('!<arch>\n'), ...pieces])
}

/** Name, time, owner, group, rights and size, each in columns of its own width. */
function head(name: string, size: number, seconds: number): string {
  const owner = '0'.padEnd(6)
  const ownership = owner + owner + '100644'.padEnd(8)
  return `${name.padEnd(16)}${String(seconds).padEnd(12)}${ownership}${String(size).padEnd(10)}\`\n`
}
