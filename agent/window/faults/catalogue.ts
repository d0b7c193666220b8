import { faultPage, faultRow, type Platform } from '@content/api/contract'
import { type Language, locale } from '../words.ts'

type Translated = (cause: string) => string | null

const TRANSLATED: Record<Language, () => Promise<Translated>> = {
  en: async () => cause => cause,
  async de() {
    const { CAUSES_DE } = await import('@content/api/contract/platforms/causes-de')
    return cause => CAUSES_DE[cause] ?? null
  },
}
const FOLDERS: Record<Language, string> = { en: '', de: '/de' }

const translated = await TRANSLATED[locale]()

/** What a code means, in the language of this window; null where nobody wrote that down. */
export function causeOf(platform: Platform | null, code: string): string | null {
  const row = faultRow(platform, code)
  return row && translated(row.cause)
}

/** Where the documentation explains it, in that language. */
export function pageOf(platform: Platform | null, code: string): string | null {
  const path = faultPage(platform, code)
  return path && `${FOLDERS[locale]}${path}`
}
