import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

export interface FileFact {
  mode: number
  kind: 'file' | 'folder' | 'link' | 'other'
  /** Whose it is and what is in it; not when it was made. */
  print: string
  modifiedAt: number
}

/** Every file below a folder, by its path from there; what links lead to is not followed. */
export function filesIn(root: string, under = ''): Map<string, FileFact> {
  const facts = new Map<string, FileFact>()
  for (const name of readdirSync(join(root, under))) {
    const path = join(under, name)
    const fact = factOf(join(root, path))
    facts.set(path, fact)
    if (fact.kind !== 'folder') continue
    for (const [below, other] of filesIn(root, path)) facts.set(below, other)
  }
  return facts
}

function factOf(file: string): FileFact {
  const stat = lstatSync(file)
  const kinds = { file: stat.isFile(), folder: stat.isDirectory(), link: stat.isSymbolicLink() }
  const kind = kinds.file ? 'file' : kinds.folder ? 'folder' : kinds.link ? 'link' : 'other'
  const content = kinds.file ? readFileSync(file) : kinds.link ? readlinkSync(file) : ''
  const hash = createHash('sha256').update(content).digest('hex')
  const print = [kind, stat.mode.toString(8), stat.uid, stat.gid, hash].join(' ')
  return { mode: stat.mode, kind, print, modifiedAt: stat.mtimeMs }
}

/** What is not the same in both, but for when it was made. */
export function differences(
  one: ReadonlyMap<string, FileFact>,
  other: ReadonlyMap<string, FileFact>,
): string[] {
  const paths = new Set([...one.keys(), ...other.keys()])
  return [...paths].filter(path => one.get(path)?.print !== other.get(path)?.print).sort()
}

const SET_ID = 0o6000
const STICKY = 0o1000
const FOR_ALL = 0o002

/** What lets somebody become another, or write into what others read. */
export function faultsOf(files: ReadonlyMap<string, FileFact>): string[] {
  return [...files].flatMap(([path, { mode, kind }]) => {
    if (kind === 'file' && mode & SET_ID) return [`${path} runs as its owner`]
    const isShared = kind === 'folder' && mode & STICKY
    const isOurs = kind === 'file' || kind === 'folder'
    return isOurs && mode & FOR_ALL && !isShared ? [`${path} is everybody's to write`] : []
  })
}
