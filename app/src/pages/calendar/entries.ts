import type { Platform, WaitingKind, WaitingRow } from '@content/api/contract'

export interface Where {
  platform: Platform
  label: string
}

/** One video that goes or went out at a moment, on every channel where it does so then. */
export interface Entry {
  id: string
  kind: WaitingKind | 'live' | 'inLine'
  name: string
  channels: Where[]
  at: string
  href: string
  picture: string | undefined
  /** What can be moved to another time. */
  row: WaitingRow | null
}

/** One video that waits for a yes and has no date yet. */
export interface Undated {
  /** Of its computer and content: a date holds for all of its channels. */
  id: string
  row: WaitingRow
  channels: Where[]
}

export const idOf = ({ deviceId, sha256 }: Pick<WaitingRow, 'deviceId' | 'sha256'>) =>
  `${deviceId}.${sha256}`

const MINUTE = '2026-11-29T18:00'.length

/** In order of time; what is one video at one minute is one entry, whose date is one as well. */
export function together(entries: readonly Entry[]): Entry[] {
  const keyOf = ({ row, href, name, kind, at }: Entry) =>
    [row ? idOf(row) : href, name, kind, at.slice(0, MINUTE)].join(' ')
  return [...Map.groupBy(entries, keyOf).values()]
    .flatMap(([first, ...others]) =>
      first ? [{ ...first, channels: [first, ...others].flatMap(it => it.channels) }] : [],
    )
    .toSorted((a, b) => a.at.localeCompare(b.at))
}

/** Videos that wait without a date, each once. */
export function undatedOf(rows: readonly WaitingRow[]): Undated[] {
  const open = rows.filter(row => row.kind === 'review' && !row.until)
  return [...Map.groupBy(open, idOf)].flatMap(([id, [row, ...others]]) =>
    row ? [{ id, row, channels: [row, ...others].map(whereOf) }] : [],
  )
}

export const whereOf = ({ platform, label }: WaitingRow): Where => ({ platform, label })
