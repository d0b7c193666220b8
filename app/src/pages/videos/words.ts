import { de } from '../../words/de/videos.ts'
import { en } from '../../words/en/videos.ts'
import { wordsIn } from '../../words/locale.ts'

export const words = wordsIn({ en, de })
