import { faultsOf } from '../platforms/faults.ts'
import { PLATFORMS, type Platform } from '../platforms/index.ts'
import { AGENT_FAULTS, STATUS_FAULTS } from './agent.ts'
import { faultRow } from './index.ts'
import type { FaultRow } from './rows.ts'

/** A page of the documentation about one code; `platform` null: the agent or our server gave it. */
export interface FaultPage {
  platform: Platform | null
  code: string
  row: FaultRow
  /** Without a host, as the documentation is served. */
  path: string
}

/** Where the pages about one platform's codes begin; null: about ours. */
export const faultFolder = (platform: Platform | null): string =>
  `/docs/troubleshooting/${platform ?? 'agent'}/`

/** Every code that is written down has a page. */
export function faultPages(): FaultPage[] {
  const of = (platform: Platform | null, rows: object) =>
    Object.entries(rows).map(([code, row]: [string, FaultRow]) => {
      return { platform, code, row, path: pathOf(platform, code) }
    })
  return [
    ...PLATFORMS.flatMap(it => of(it, { ...faultsOf(it).rows, ...faultsOf(it).own })),
    ...of(null, { ...AGENT_FAULTS, http_500: STATUS_FAULTS.busy, http_400: STATUS_FAULTS.refused }),
  ]
}

/** The page that explains a code, whoever gave it; null when nobody wrote it down. */
export function faultPage(platform: Platform | null, code: string): string | null {
  const row = faultRow(platform, code)
  if (!row) return null
  paths ??= new Map(faultPages().map(it => [it.row, it.path]))
  // A code may share the row of its kind, whose page it then has.
  return paths.get(row) ?? null
}

let paths: Map<FaultRow, string> | undefined

const pathOf = (platform: Platform | null, code: string) => `${faultFolder(platform)}${slug(code)}/`

/** `-2/2207003` → `minus-2-2207003`; as it may stand in an address. */
const slug = (code: string) =>
  code
    .toLowerCase()
    .replace(/^-/, 'minus-')
    .replace(/[^a-z0-9]+/g, '-')
