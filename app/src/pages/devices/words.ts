import { de } from '../../words/de/devices.ts'
import { en } from '../../words/en/devices.ts'
import { wordsIn } from '../../words/locale.ts'

export const devicesWords = wordsIn({ en, de })
