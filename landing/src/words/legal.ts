import type { Locale } from '../site.ts'
import * as de from './legal/de.ts'
import * as en from './legal/en.ts'
import type { Pages } from './legal/page.ts'

export const legalPages: Record<Locale, Pages> = { en: en.pages, de: de.pages }
export const legalWords: Record<Locale, typeof en.words> = { en: en.words, de: de.words }
