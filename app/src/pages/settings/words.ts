import { de } from '../../words/de/settings/shared.ts'
import { en } from '../../words/en/settings/shared.ts'
import { wordsIn } from '../../words/locale.ts'

/** What several pages of the settings say. */
export const settingsWords = wordsIn({ en, de })
