import { de } from '../../../words/de/settings/security.ts'
import { en } from '../../../words/en/settings/security.ts'
import { wordsIn } from '../../../words/locale.ts'

export const securityWords = wordsIn({ en, de })
