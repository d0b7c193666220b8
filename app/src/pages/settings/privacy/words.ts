import { de } from '../../../words/de/settings/privacy.ts'
import { en } from '../../../words/en/settings/privacy.ts'
import { wordsIn } from '../../../words/locale.ts'

export const privacyWords = wordsIn({ en, de })
