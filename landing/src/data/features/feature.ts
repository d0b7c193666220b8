import type { Locale } from '../../site.ts'

export interface FeatureWords {
  name: string
  /** One line for lists of features. */
  short: string
  title: string
  lead: string
  alt: string
  parts: readonly { title: string; text: string }[]
  /** What it does not do, or costs. */
  limits: readonly string[]
}

export type Feature = Record<Locale, FeatureWords> & {
  slug: string
  /** The page of the product that shows it. */
  picture: string
  /** A page of the documentation that goes further. */
  docs: string
  /** What proves it, for whoever has the repository. */
  command: string
}
