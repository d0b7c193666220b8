export const LEGAL_PAGES = [
  'privacy',
  'terms',
  'dpa',
  'cookies',
  'imprint',
  'subprocessors',
] as const
export type LegalPage = (typeof LEGAL_PAGES)[number]

export type Pages = Record<
  LegalPage,
  {
    title: string
    description: string
    lead: string
    sections: readonly { title: string; text: readonly string[] }[]
  }
>
