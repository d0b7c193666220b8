import type { Entry } from '../archives/entry.ts'
import type { Target } from '../targets.ts'

/** What a layout is put together from. */
export interface Parts {
  target: Target
  version: string
  /** When everything inside was made, in seconds. */
  seconds: number
  core: Uint8Array
  /** Licences, notices and the list of parts; names without folders. */
  papers: readonly Entry[]
  /** The native window's runtime with the page that it starts with; empty without one. */
  native: readonly Entry[]
  icon: Uint8Array
}

/** What a person can install. */
export interface Layout {
  /** The archive's file name. */
  file: string
  content: Uint8Array
}

export const PACKAGE = 'content-agent'
export const TITLE = 'Content Creation'
export const SUMMARY = 'Publishes the videos in a folder, from your disk to your channels'

/** The core, what says how it came here and so who updates it, and the window's runtime. */
export function programEntries({ target, core, native }: Parts, installedBy: InstalledBy): Entry[] {
  return [
    { path: target.program, mode: 0o755, content: core },
    { path: 'installed-by.json', mode: 0o644, content: `${JSON.stringify({ installedBy })}\n` },
    ...native,
  ]
}

/** As agent/src/update/installed-by.ts reads it. */
export type InstalledBy = 'deb' | 'folder' | 'bundle'

export const under = (folder: string, entries: readonly Entry[]): Entry[] =>
  entries.map(entry => ({ ...entry, path: `${folder}/${entry.path}` }))

export const desktopEntry = (program: string) => `[Desktop Entry]
Type=Application
Name=${TITLE}
Comment=${SUMMARY}
Exec=${program} gui
Icon=${PACKAGE}
Terminal=false
Categories=AudioVideo;Network;
StartupNotify=false
`
