import { createSignal } from 'solid-js'

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]

export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' }

const KEPT_AS = 'locale'

const isLocale = (text: string | undefined | null): text is Locale =>
  LOCALES.some(locale => locale === text)

/** What somebody chose here, else the first language of their browser that there are words in. */
function firstLocale(): Locale {
  if (typeof localStorage === 'undefined') return 'en'
  const chosen = localStorage.getItem(KEPT_AS)
  if (isLocale(chosen)) return chosen
  return navigator.languages.map(tag => tag.slice(0, 2).toLowerCase()).find(isLocale) ?? 'en'
}

const [locale, setLocale] = createSignal<Locale>(firstLocale())

/** The language that everything is shown in. */
export { locale }

/** Shows everything in another language at once, and keeps it for the next visit. */
export function chooseLocale(chosen: Locale): void {
  localStorage.setItem(KEPT_AS, chosen)
  setLocale(chosen)
}

/** A page's words, in the language of the moment or in one: `const words = wordsIn({ en, de })`. */
export const wordsIn =
  <T>(all: Record<Locale, T>) =>
  (language: Locale = locale()): T =>
    all[language]
