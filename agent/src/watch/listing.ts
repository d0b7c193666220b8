import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

export type Listing =
  | {
      kind: 'names'
      paths: string[]
      /** Names that are no UTF-8, which no path of ours can reach; shown with `\xE9` for a byte. */
      strange: string[]
    }
  | { kind: 'unreadable'; code: string }

/** Every name in a folder. */
export async function listFolder(folder: string): Promise<Listing> {
  try {
    const names = await readdir(folder, { encoding: 'buffer' })
    const paths: string[] = []
    const strange: string[] = []
    for (const name of names) {
      const text = name.toString()
      if (!text.includes('\ufffd') || Buffer.from(text).equals(name)) paths.push(join(folder, text))
      else strange.push(join(folder, legible(name)))
    }
    return { kind: 'names', paths, strange }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { kind: 'unreadable', code }
  }
}

function legible(name: Buffer): string {
  const hex = (byte: number) => `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  return [...name].map(byte => (byte < 0x80 ? String.fromCharCode(byte) : hex(byte))).join('')
}
