import type { Config } from '../config.ts'
import { atStart, type Begun } from './at-start.ts'
import { realFiles } from './files.ts'
import { installedBy, updatedElsewhere } from './installed-by.ts'
import { openMemory } from './memory.ts'
import { ownRelease } from './release.ts'
import type { Place } from './swap.ts'
import type { Source } from './take-update.ts'

export type OwnUpdates =
  | { kind: 'here'; source: Source; place: Place }
  /** Somebody else brings new versions; the sentence says who. */
  | { kind: 'elsewhere'; by: 'sources' | 'packages' | 'hand'; says: string }

const FROM_SOURCES = 'It runs from its sources or from npm: those bring new versions.'
const BY_HAND = 'This release was made without a list of versions: install new ones by hand.'

const ownPlace = (): Place => ({
  program: process.execPath,
  isWindows: process.platform === 'win32',
  files: realFiles,
})

/** Where the version that runs here gets the next one from. */
export function ownUpdates(config: Config, nowMs: number): OwnUpdates {
  const { updates, home, pins, proxies } = config
  if (!ownRelease) return { kind: 'elsewhere', by: 'sources', says: FROM_SOURCES }
  const says = updatedElsewhere(installedBy(process.execPath))
  if (says) return { kind: 'elsewhere', by: 'packages', says }
  const { target, version: running, updateUrl, updateKeys } = ownRelease
  const [url, keys] = [updates.url ?? updateUrl, updates.keys ?? updateKeys]
  if (!url || keys.length === 0) return { kind: 'elsewhere', by: 'hand', says: BY_HAND }
  const here = { target, running, memory: openMemory(home), nowMs }
  const source = { ...here, url, keys, ways: { pins, proxies } }
  return { kind: 'here', source, place: ownPlace() }
}

let begun: Begun | null = null

/** To be asked before any command: whether the version of before is to be started instead. */
export function hasGoneBack(): boolean {
  if (!ownRelease) return false
  begun = atStart(ownPlace(), ownRelease.version)
  return begun.hasGoneBack
}

/** The journal could be opened: this version works, and the one of before may go. */
export function ownWorks(): void {
  begun?.works()
  begun = null
}

/** The command is done; one that never opened the journal says nothing about this version. */
export function ownEnded(): void {
  begun?.wasNoTrial()
  begun = null
}
