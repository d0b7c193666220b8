import { de } from '../../../words/de/settings/prompts.ts'
import { en } from '../../../words/en/settings/prompts.ts'
import { wordsIn } from '../../../words/locale.ts'

export const promptsWords = wordsIn({ en, de })
