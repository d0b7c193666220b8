import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

interface Entry {
  files?: Record<string, Entry>
  size?: number
  offset?: string
}

/**
 * Packs files as the native window's runtime reads them from `resources.neu` (the asar format).
 * From a folder it would serve every file of this computer: its server follows `..` in a path, and
 * whoever is on this machine may ask it.
 */
export function packResources(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const root: Entry = { files: {} }
  let offset = 0
  for (const [path, bytes] of files) {
    const parts = path.split('/')
    const name = parts.pop() ?? ''
    let folder = root
    for (const part of parts) {
      folder.files ??= {}
      folder.files[part] ??= { files: {} }
      folder = folder.files[part]
    }
    folder.files ??= {}
    folder.files[name] = { size: bytes.length, offset: String(offset) }
    offset += bytes.length
  }
  const json = JSON.stringify(root)
  const text = new TextEncoder().encode(json)
  // Spaces, because what follows the text is read along with it.
  const padded = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(32)
  padded.set(text)
  const sizes = new DataView(new ArrayBuffer(16))
  const numbers = [4, padded.length + 8, padded.length + 4, padded.length]
  for (const [index, number] of numbers.entries()) sizes.setUint32(index * 4, number, true)
  return new Uint8Array(Buffer.concat([new Uint8Array(sizes.buffer), padded, ...files.values()]))
}

/** Every file below a folder by its path there, in an order that is always the same. */
export function filesBelow(folder: string): Map<string, Uint8Array> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(it => it.isFile())
    .map(it => join(it.parentPath, it.name))
    .toSorted()
  return new Map(
    found.map(path => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path)]),
  )
}
