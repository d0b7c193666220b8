import { brokenGuideline } from '@content/api/contract/platforms/tiktok'
import { PostCard } from '../../ui/PostCard.tsx'
import type { ReviewLook } from '../review-look.ts'
import { Form, offerOf } from './Form.tsx'
import { formWords } from './form-words.ts'

export const review: ReviewLook = {
  Preview: props => (
    <PostCard
      picture={props.picture}
      fileName={props.row.fileName}
      isUpright={true}
      class="bg-black text-white"
    >
      <p class="font-semibold">@{offerOf(props.row)?.username ?? props.row.label}</p>
      <p>{'caption' in props.words ? props.words.caption : ''}</p>
    </PostCard>
  ),
  Choices: Form,
  whyNot(choice, row) {
    const offer = offerOf(row)
    if (offer && row.durationMs !== null && row.durationMs > offer.maxDurationMs) {
      return formWords().tooLong(offer.maxDurationMs / 1000)
    }
    if (choice.platform !== 'tiktok') return formWords().rules.visibilityIsOffered
    const broken = brokenGuideline(choice, offer)
    return broken && formWords().rules[broken]
  },
}
