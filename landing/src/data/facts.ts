/// <reference types="astro/client" />

export interface Table {
  name: string
  subject: 'workspace' | 'person' | 'none'
  purpose: string
  keep:
    | { for: 'as long as its subject' }
    | { for: 'always'; because: string }
    | { for: 'days'; days: number; after: string }
  columns: { name: string; purpose: string; inExport: string }[]
}

export interface ReleaseNotes {
  version: string
  on: string
  changes: string[]
}

interface Facts {
  tables: Table[]
  releases: ReleaseNotes[]
}

// Written by `ops/site/facts.ts` before each build.
const files = import.meta.glob<{ default: Facts }>('./facts.generated.json', { eager: true })

export const FACTS: Facts = Object.values(files)[0]?.default ?? { tables: [], releases: [] }
