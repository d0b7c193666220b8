import operator from '../operator.json'

export const LOCALES = ['en', 'de'] as const
export type Locale = (typeof LOCALES)[number]
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', de: 'Deutsch' }

/** English stands at the top; every other language below its own name. */
export const localePaths = () =>
  LOCALES.map(locale => ({
    params: { locale: locale === 'en' ? undefined : locale },
    props: { locale },
  }))

/** `/pricing/` as that language has it. */
export const localHref = (locale: Locale, path: string) =>
  locale === 'en' ? path : `/${locale}${path}`

/** The other way round: which page an address is, whatever its language. */
export const pathOf = (pathname: string) => pathname.replace(/^\/de(?=\/)/, '')

/** Who runs this site; empty fields are shown as what is still to be filled in. */
export const OPERATOR = operator

/** `2026-11-29` as people of that language write it. */
export const dayIn = (locale: Locale, day: string) =>
  new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))

/** Names as a sentence lists them. */
export const listIn = (locale: Locale, names: readonly string[]) =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
