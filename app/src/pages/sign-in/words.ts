import { de } from '../../words/de/sign-in.ts'
import { en } from '../../words/en/sign-in.ts'
import { wordsIn } from '../../words/locale.ts'

/** What everybody reads on the way in. */
export const signInWords = wordsIn({ en, de })
