import type { WhoCanFix } from '../who-can-fix.ts'

/** Whether trying again is safe, and after how long. */
export type FaultRetry =
  | 'never'
  | 'backoff'
  | 'minute'
  | 'fiveMinutes'
  | 'hour'
  | 'day'
  | 'pacificMidnight'

/** The one thing that helps; every surface has its own button or command for it. */
export type Press =
  | 'signIn'
  | 'connect'
  | 'approve'
  | 'changeWords'
  | 'retry'
  | 'lookAtChannel'
  | 'freeDisk'
  | 'replaceFile'
  | 'upgradePlan'
  | 'openPlatform'
  | 'update'
  | 'nothing'

/** What one code means for the creator. */
export interface FaultRow {
  cause: string
  whoCanFix: WhoCanFix
  retry: FaultRetry
  press: Press
  /** The page that says so, or the room of ours that does. */
  source: string
}

export type FaultRows = Readonly<Record<string, FaultRow>>

type Told = readonly [cause: string, whoCanFix: WhoCanFix, retry: FaultRetry, press: Press]

/** Rows that one page tells. */
export function rowsFrom<K extends string>(source: string, told: Record<K, Told>) {
  const rows = Object.entries<Told>(told).map(([code, [cause, whoCanFix, retry, press]]) => {
    return [code, { cause, whoCanFix, retry, press, source }] as const
  })
  // Safe cast: the keys are the ones that came in.
  return Object.fromEntries(rows) as Record<K, FaultRow>
}

/** Codes come from outside: "constructor" must find nothing. */
export const rowAt = (rows: FaultRows, code: string): FaultRow | null =>
  Object.hasOwn(rows, code) ? (rows[code] ?? null) : null
