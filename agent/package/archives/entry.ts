/** One file of an archive. Times and owners are the archive's: the same for every file. */
export interface Entry {
  /** With forward slashes, from the archive's root. */
  path: string
  mode: number
  content: Uint8Array | string
  /** It leads there instead. */
  link?: string
}

const encoder = new TextEncoder()
export const bytesOf = ({ content }: Entry): Uint8Array =>
  typeof content === 'string' ? encoder.encode(content) : content

/** By path, as bytes: no system's own order decides. */
export const inOrder = (entries: readonly Entry[]) =>
  [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

/** Every folder that these files lie in. */
export function foldersOf(entries: readonly Entry[]): string[] {
  const found = entries.flatMap(({ path }) => {
    const parts = path.split('/').slice(0, -1)
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  })
  return [...new Set(found)].sort()
}
