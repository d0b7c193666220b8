import type { Locale } from '../site.ts'
import { comparisonWords } from '../words/compare.ts'
import { downloadWords } from '../words/download.ts'
import { homeWords } from '../words/home.ts'
import { pricingWords } from '../words/pricing.ts'
import { FEATURES } from './features.ts'

/** What stands on the picture of a page for who shares it; pages without one share the first. */
export const cards = (locale: Locale): Record<string, string> => ({
  home: homeWords[locale].headline,
  pricing: pricingWords[locale].headline,
  compare: comparisonWords[locale].headline,
  download: downloadWords[locale].headline,
  ...Object.fromEntries(FEATURES.map(it => [it.slug, it[locale].title])),
})
