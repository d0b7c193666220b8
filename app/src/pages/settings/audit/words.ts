import { de } from '../../../words/de/settings/audit.ts'
import { en } from '../../../words/en/settings/audit.ts'
import { wordsIn } from '../../../words/locale.ts'

export const auditWords = wordsIn({ en, de })
