import { de } from '../../words/de/home.ts'
import { en } from '../../words/en/home.ts'
import { wordsIn } from '../../words/locale.ts'

export const words = wordsIn({ en, de })
