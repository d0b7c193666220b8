import { dirname, join, relative, sep } from 'node:path'
import { type Platform, type PublishRule, ruleWithVisibility } from '@content/api/contract'
import type { Config, WatchFolder } from '../config.ts'

type Folders = Pick<Config, 'folders'>

/** The watched folder a file lies in: the deepest one, when one lies inside another. */
export function folderOf(config: Folders, path: string): WatchFolder | null {
  if (isProcessed(config, path)) return null
  const around = config.folders.filter(it => isIn(it, path))
  return around.reduce<WatchFolder | null>(
    (deepest, it) => (deepest && deepest.path.length >= it.path.length ? deepest : it),
    null,
  )
}

export type Destination = Pick<WatchFolder, 'platforms' | 'channels'>

/** Where a video that lies here is published. */
export const destinationAt = (config: Folders & Destination, path: string): Destination =>
  folderOf(config, path) ?? config

/** May it go there at all? Which channels the names mean is not known here. */
export const isDestination = ({ platforms, channels }: Destination, platform: Platform) =>
  channels !== null || platforms.includes(platform)

/** Where a finished file of this folder goes: below `processed_dir` as it lay below the folder. */
export function processedFolderOf(config: Folders, path: string): string | null {
  const folder = folderOf(config, path)
  if (!folder?.processedDir) return null
  return join(folder.processedDir, relative(folder.path, dirname(path)))
}

/** Is this a place for finished files, or in one? Nothing there is ever looked at. */
export function isProcessed({ folders }: Folders, path: string): boolean {
  const isAt = (folder: string) => path === folder || path.startsWith(below(folder))
  const watched = Math.max(-1, ...folders.map(it => (isAt(it.path) ? it.path.length : -1)))
  return folders.some(
    ({ processedDir: done }) => done !== null && done.length > watched && isAt(done),
  )
}

/** May files inside this folder become videos? */
export const isEntered = (config: Folders, folder: string) =>
  folderOf(config, join(folder, 'any')) !== null

const isIn = ({ path: folder, hasSubfolders }: WatchFolder, path: string) =>
  dirname(path) === folder || (hasSubfolders && path.startsWith(below(folder)))

// The root of a disk ends with the separator already.
const below = (folder: string) => (folder.endsWith(sep) ? folder : folder + sep)

/** A connection's rule as it holds for this file: its folder may say who can see it. */
export function ruleAt(config: Folders, path: string, rule: PublishRule): PublishRule {
  const visibility = folderOf(config, path)?.visibility
  return visibility ? ruleWithVisibility(rule, visibility) : rule
}
