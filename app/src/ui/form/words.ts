import { de } from '../../words/de/forms.ts'
import { en } from '../../words/en/forms.ts'
import { wordsIn } from '../../words/locale.ts'

/** What forms and states say on every page. */
export const formWords = wordsIn({ en, de })
