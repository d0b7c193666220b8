import { de } from '../../words/de/video.ts'
import { en } from '../../words/en/video.ts'
import { wordsIn } from '../../words/locale.ts'

export const words = wordsIn({ en, de })
