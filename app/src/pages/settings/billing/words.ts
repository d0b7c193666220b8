import { de } from '../../../words/de/settings/billing.ts'
import { en } from '../../../words/en/settings/billing.ts'
import { wordsIn } from '../../../words/locale.ts'

export const billingWords = wordsIn({ en, de })
