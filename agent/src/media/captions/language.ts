import { iso6393To1, iso6393To2B } from 'iso-639-3'

const TWO_LETTERS = new Set(Object.values(iso6393To1))
/** What libraries write for `de` and nineteen others: `ger`. */
const FROM_LIBRARIES = new Map(
  Object.entries(iso6393To2B).map(([code, library]) => [library, iso6393To1[code]]),
)
const NAMES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/**
 * The language that a word names as YouTube takes it (`ger` is `de`), or null. Three letters count
 * for the languages that programs are translated into: the whole list of 7,900 knows `wav`, `mov`
 * and `new` too.
 */
export function languageTag(word: string): string | null {
  const [primary = '', ...rest] = word.replaceAll('_', '-').split('-')
  try {
    const [tag] = Intl.getCanonicalLocales([shortest(primary.toLowerCase()), ...rest].join('-'))
    const language = tag?.split('-')[0] ?? ''
    const isSpoken =
      TWO_LETTERS.has(language) || Intl.DateTimeFormat.supportedLocalesOf(language)[0]
    return tag && isSpoken && NAMES.of(tag) ? tag : null
  } catch {
    // Not written as a language tag.
    return null
  }
}

const shortest = (code: string) => iso6393To1[code] ?? FROM_LIBRARIES.get(code) ?? code

/** A file that does not say its language is taken to be in the creator's own. */
export const languageHere = () =>
  new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale).language
