import { basename, dirname, extname, join } from 'node:path'
import type { Core } from '../core.ts'
import type { FileRow } from '../journal/rows.ts'
import { activeVideoAt, isHere } from '../journal/versions.ts'
import { processedFolderOf } from './folders.ts'

/** What a name says about being a second version of something. */
export interface OtherVersion {
  /** What the first is called. */
  readonly originals: readonly string[]
  /**
   * `conflict`: no person writes that. `copy`: so copies are named, and sometimes a video.
   * `number`: iCloud's copies, and second episodes.
   */
  readonly kind: 'conflict' | 'copy' | 'number'
}

const COPY = 'copy|kopie|copie|copia|cópia|kopia|kopi|kopio|копия|コピー|副本|复制|사본'
const CONFLICTED =
  'conflicted copy|case conflict|in konflikt stehende kopie|konfliktkopie|copie en conflit|' +
  'copia en conflicto|copia in conflitto|cópia em conflito|conflicterende kopie'

/** Every form of such a name that we know, with who makes it, matched against the stem. */
const FORMS: readonly { of: string; kind: OtherVersion['kind']; form: RegExp }[] = [
  {
    of: 'Syncthing',
    kind: 'conflict',
    form: /\.sync-conflict-\d{8}-\d{6}(-[a-z0-9]{7})?$/iu,
  },
  {
    of: 'Dropbox, Nextcloud, iCloud',
    kind: 'conflict',
    form: new RegExp(`\\s?[([][^([]*(${CONFLICTED})([^)\\]]*\\(\\d+\\))?[^)\\]]*[)\\]]$`, 'iu'),
  },
  { of: 'ownCloud', kind: 'conflict', form: /_conflict-\d{8}-\d{6}$/iu },
  {
    of: 'Synology Drive',
    kind: 'conflict',
    form: /_[^_]+_[a-z]{3}-\d{2}-\d{6}-\d{4}_conflict$/iu,
  },
  { of: 'Drive, Unison', kind: 'copy', form: /\s?[([]conflict(ed)?\b[^)\]]*[)\]]$/iu },
  { of: 'Resilio, rclone', kind: 'copy', form: /[._]conflict\d{0,3}$/iu },
  { of: 'OneDrive', kind: 'copy', form: /-(desktop|laptop)-[a-z0-9]{5,8}(-\d+)?$/iu },
  { of: 'browsers, Drive', kind: 'copy', form: /\s?\(\d{1,3}\)$/u },
  {
    of: 'Windows, macOS',
    kind: 'copy',
    form: new RegExp(`[\\s_]+(-\\s)?(${COPY})(\\s?\\(?\\d{1,3}\\)?)?$`, 'iu'),
  },
  {
    of: 'GNOME, KDE',
    kind: 'copy',
    form: new RegExp(`\\s?\\((another |\\d+(st|nd|rd|th) )?(${COPY})( \\d+)?\\)$`, 'iu'),
  },
  { of: 'Drive', kind: 'copy', form: /^(copy of|kopie von|copie de|copia de|cópia de) /iu },
  { of: 'iCloud', kind: 'number', form: /\s\d{1,2}$/u },
]
/** A copy of a copy of a copy is the end of it. */
const MOST_TIMES = 3

export function otherVersionOf(name: string): OtherVersion | null {
  const extension = extname(name)
  const originals: string[] = []
  let kind: OtherVersion['kind'] | null = null
  for (let stem = basename(name, extension); originals.length < MOST_TIMES; ) {
    const found = FORMS.find(it => it.form.test(stem) && stem.replace(it.form, '').trim())
    if (!found) break
    stem = stem.replace(found.form, '').trim()
    originals.push(stem + extension)
    kind ??= found.kind
  }
  return kind && { originals, kind }
}

/** Where the first version of this file would lie, before it was published or after. */
export function placesOf({ config }: Pick<Core, 'config'>, path: string, names: readonly string[]) {
  const folders = [dirname(path), processedFolderOf(config, path) ?? dirname(path)]
  return folders.flatMap(folder => names.map(name => join(folder, name)))
}

/** Why these new bytes are not published by themselves; null when they may be. */
export function whyOtherVersion(core: Core, row: FileRow): string | null {
  if (row.is_requested === 1) return null
  const version = otherVersionOf(basename(row.path))
  if (version?.kind !== 'copy') return null
  const places = placesOf(core, row.path, version.originals)
  const first = activeVideoAt(core.journal, places) ?? isHere(core.journal, places)
  return first && otherVersionReason(first, row.path)
}

/** What the creator reads, and what they may do. */
export const otherVersionReason = (first: string, path: string) =>
  `It looks like another version of ${basename(first)}, so it is not published by itself. ` +
  wayFor(path)

export const wayFor = (path: string) => `To publish it too: content publish "${basename(path)}"`
