import { de } from '../words/de/ui.ts'
import { en } from '../words/en/ui.ts'
import { wordsIn } from '../words/locale.ts'

/** The words of what surrounds every page. */
export const uiWords = wordsIn({ en, de })
