/** What we compare by; each has its words in `words/compare.ts`. */
export const ASPECTS = [
  'start',
  'path',
  'repair',
  'size',
  'resume',
  'once',
  'tiktok',
  'analytics',
  'platforms',
  'teams',
  'price',
] as const
export type Aspect = (typeof ASPECTS)[number]

export interface Said {
  en: string
  de: string
  /** Where it was read: an address, or a path in their repository. */
  source: string
}

export interface Rival {
  slug: string
  name: string
  /** The repository that was read, and the day of its newest commit in what we read. */
  repository: string
  readOn: string
  kind: { en: string; de: string }
  cells: Partial<Record<Aspect, Said>>
  better: { en: readonly string[]; de: readonly string[] }
}
