import { de } from '../../../words/de/settings/brand.ts'
import { en } from '../../../words/en/settings/brand.ts'
import { wordsIn } from '../../../words/locale.ts'

export const brandWords = wordsIn({ en, de })
