import { de } from '../../words/de/connections.ts'
import { en } from '../../words/en/connections.ts'
import { wordsIn } from '../../words/locale.ts'

export const connectionsWords = wordsIn({ en, de })
