import { de } from '../../../words/de/settings/profile.ts'
import { en } from '../../../words/en/settings/profile.ts'
import { wordsIn } from '../../../words/locale.ts'

export const profileWords = wordsIn({ en, de })
