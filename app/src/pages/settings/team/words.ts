import { de } from '../../../words/de/settings/team.ts'
import { en } from '../../../words/en/settings/team.ts'
import { wordsIn } from '../../../words/locale.ts'

export const teamWords = wordsIn({ en, de })
