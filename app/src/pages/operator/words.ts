import { de } from '../../words/de/operator.ts'
import { en } from '../../words/en/operator.ts'
import { wordsIn } from '../../words/locale.ts'

export const operatorWords = wordsIn({ en, de })
