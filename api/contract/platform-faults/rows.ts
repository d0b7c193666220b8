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
export type Remedy =
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
  remedy: Remedy
  /** The page that says so, or the room of ours that does. */
  source: string
}

export type FaultRows = Readonly<Record<string, FaultRow>>

/** What one platform means by its codes. */
export interface PlatformFaults {
  /** As its pages name them. */
  readonly rows: FaultRows
  /** By one of its codes; null when nobody wrote that down. */
  row(code: string): FaultRow | null
  /** What our own client for it can find, by codes of ours. */
  readonly own: FaultRows
}

type FaultTuple = readonly [cause: string, whoCanFix: WhoCanFix, retry: FaultRetry, remedy: Remedy]

/** Rows that one page of documentation gives. */
export function rowsFrom<K extends string>(source: string, tuples: Record<K, FaultTuple>) {
  const rows = Object.entries<FaultTuple>(tuples).map(
    ([code, [cause, whoCanFix, retry, remedy]]) => {
      return [code, { cause, whoCanFix, retry, remedy, source }] as const
    },
  )
  // Safe cast: the keys are the ones that came in.
  return Object.fromEntries(rows) as Record<K, FaultRow>
}

/** Codes come from outside: "constructor" must find nothing. */
export const rowAt = (rows: FaultRows, code: string): FaultRow | null =>
  Object.hasOwn(rows, code) ? (rows[code] ?? null) : null
