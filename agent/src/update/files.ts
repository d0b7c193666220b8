import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** What a swap does to the disk, each step by itself, so that a test can cut between any two. */
export interface Files {
  exists(path: string): boolean
  read(path: string): string | null
  bytes(path: string): Uint8Array
  /** Not on the disk before `sync`. */
  write(path: string, content: Uint8Array | string): void
  append(path: string, content: Uint8Array): void
  sync(path: string): void
  /** Makes what was renamed or removed in it last. */
  syncFolder(path: string): void
  mayRun(path: string): void
  link(from: string, to: string): void
  rename(from: string, to: string): void
  remove(path: string): void
}

/** Nobody else reads it, and nothing that stands there is followed elsewhere. */
const PRIVATE = 0o600

export const realFiles: Files = {
  exists: existsSync,
  bytes: path => readFileSync(path),
  read: path => (existsSync(path) ? readFileSync(path, 'utf8') : null),
  write(path, content) {
    rmSync(path, { force: true })
    put(openSync(path, 'wx', PRIVATE), content)
  },
  append: (path, content) => put(openSync(path, 'a', PRIVATE), content),
  sync(path) {
    const file = openSync(path, 'r+')
    fsyncSync(file)
    closeSync(file)
  },
  syncFolder(path) {
    // Windows has no such thing: a rename there is in the file system's own journal.
    if (process.platform === 'win32') return
    const folder = openSync(dirname(path), 'r')
    fsyncSync(folder)
    closeSync(folder)
  },
  mayRun: path => chmodSync(path, 0o755),
  link: linkSync,
  rename: renameSync,
  remove: path => rmSync(path, { force: true }),
}

function put(file: number, content: Uint8Array | string): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  try {
    let at = 0
    while (at < bytes.length) at += writeSync(file, bytes, at)
  } finally {
    closeSync(file)
  }
}
