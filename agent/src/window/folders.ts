import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { folder } from '../config.ts'

/** What a person sees who looks for a folder where no dialog of the system is at hand. */
export interface FolderView {
  path: string
  /** Null at the top. */
  parent: string | null
  isThere: boolean
  /** Whether the agent can put files there; of one that is not there, in the nearest above it. */
  isWritable: boolean
  /** The names of the folders in it. */
  folders: string[]
  /** Places that people keep videos in. */
  usual: { name: string; path: string }[]
}

const MOST = 200
const USUAL = ['Videos', 'Movies', 'Desktop', 'Documents', 'Downloads']

export function lookAtFolder(typed: string): FolderView {
  const path = folder(typed.trim() || homedir())
  const isThere = existsSync(path) && statSync(path).isDirectory()
  const parent = dirname(path)
  return {
    ...{ path, isThere },
    parent: parent === path ? null : parent,
    isWritable: isWritable(path),
    folders: isThere ? foldersIn(path) : [],
    usual: [homedir(), ...USUAL.map(name => join(homedir(), name))]
      .filter(it => existsSync(it))
      .map(it => ({ name: basename(it), path: it })),
  }
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter(it => it.isDirectory() && !it.name.startsWith('.'))
      .map(it => it.name)
      .toSorted((a, b) => a.localeCompare(b))
      .slice(0, MOST)
  } catch {
    return []
  }
}

function isWritable(path: string): boolean {
  const parent = dirname(path)
  if (!existsSync(path)) return parent !== path && isWritable(parent)
  try {
    accessSync(path, constants.W_OK | constants.X_OK)
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
