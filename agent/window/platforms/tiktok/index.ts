import { brokenGuideline, type TikTokOffer } from '@content/api/contract/platforms/tiktok'
import type { PlatformForm } from '../form.ts'
import { Form } from './Form.tsx'
import { mark } from './mark.ts'
import { WORDS } from './words.ts'

export const tiktok: PlatformForm = {
  ...mark,
  Choices: Form,
  whyNot(choice, { offer: offered, durationMs, language }) {
    const words = WORDS[language]
    // Safe cast: whoever asks has the offer from the platform itself.
    const offer = offered as TikTokOffer | null
    if (offer && durationMs !== null && durationMs > offer.maxDurationMs) {
      return words.tooLong(offer.maxDurationMs / 1000)
    }
    if (choice.platform !== 'tiktok') return words.rules.visibilityIsOffered
    const broken = brokenGuideline(choice, offer)
    return broken && words.rules[broken]
  },
}
