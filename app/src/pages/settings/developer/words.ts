import { de } from '../../../words/de/settings/developer.ts'
import { en } from '../../../words/en/settings/developer.ts'
import { wordsIn } from '../../../words/locale.ts'

export const developerWords = wordsIn({ en, de })
