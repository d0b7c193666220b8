import { dirname, sep } from 'node:path'
import type { Config, WatchFolder } from '../config.ts'

/** The watched folder a file lies in: the deepest one, when one lies inside another. */
export function folderOf(config: Config, path: string): WatchFolder | null {
  const around = config.folders.filter(it => isIn(it, path))
  return around.reduce<WatchFolder | null>(
    (deepest, it) => (deepest && deepest.path.length >= it.path.length ? deepest : it),
    null,
  )
}

const isIn = ({ path: folder, hasSubfolders }: WatchFolder, path: string) =>
  dirname(path) === folder || (hasSubfolders && path.startsWith(folder + sep))
