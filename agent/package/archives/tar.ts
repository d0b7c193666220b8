import { bytesOf, type Entry, foldersOf } from './entry.ts'

const BLOCK = 512
const FOLDER_MODE = 0o755

/** A ustar archive that depends on nothing but the files and the time given. */
export function tar(entries: readonly Entry[], seconds: number, prefix = ''): Uint8Array {
  const pieces: Uint8Array[] = []
  const add = (head: Head, content: Uint8Array) => {
    pieces.push(header({ ...head, size: content.length }, seconds), content)
    pieces.push(new Uint8Array((BLOCK - (content.length % BLOCK)) % BLOCK))
  }
  const none = new Uint8Array()
  const folders = foldersOf(entries).map(path => ({ path, isFolder: true as const }))
  const all = [...folders, ...entries.map(entry => ({ path: entry.path, entry }))]
  const isBefore = (a: string, b: string) => (a < b ? -1 : 1)
  for (const it of all.sort((a, b) => isBefore(a.path, b.path))) {
    const path = prefix + it.path
    if (!('entry' in it)) add({ path: `${path}/`, mode: FOLDER_MODE, type: '5' }, none)
    else if (it.entry.link !== undefined) {
      add({ path, mode: 0o777, type: '2', link: it.entry.link }, none)
    } else add({ path, mode: it.entry.mode, type: '0' }, bytesOf(it.entry))
  }
  return concat([...pieces, new Uint8Array(2 * BLOCK)])
}

interface Head {
  path: string
  mode: number
  type: '0' | '2' | '5'
  link?: string
}

function header({ path, mode, type, link = '', size }: Head & { size: number }, seconds: number) {
  const block = new Uint8Array(BLOCK)
  const put = (text: string, at: number) => block.set(new TextEncoder().encode(text), at)
  const octal = (value: number, at: number, width: number) =>
    put(`${value.toString(8).padStart(width - 1, '0')}\0`, at)
  const [name, folder] = split(path)
  put(name, 0)
  octal(mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(seconds, 136, 12)
  put('        ', 148)
  put(type, 156)
  put(link, 157)
  put('ustar\x0000', 257)
  put('root', 265)
  put('root', 297)
  put(folder, 345)
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return block
}

/** A long path is cut at a slash: 100 bytes for its end, 155 for what stands before. */
function split(path: string): [name: string, folder: string] {
  if (path.length <= 100) return [path, '']
  const cut = path.indexOf('/', path.length - 101)
  if (cut === -1 || cut > 155) throw new Error(`This path is too long for an archive: ${path}`)
  return [path.slice(cut + 1), path.slice(0, cut)]
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, it) => sum + it.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
