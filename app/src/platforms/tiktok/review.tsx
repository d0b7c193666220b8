import { brokenGuideline } from '@content/api/contract/platforms/tiktok'
import { ReelPost } from '../../ui/post/ReelPost.tsx'
import { ARROW, BOOKMARK, BUBBLE, HEART } from '../../ui/post/shapes.ts'
import type { ReviewLook } from '../review-look.ts'
import { Form, offerOf } from './Form.tsx'
import { formWords } from './form-words.ts'

export const review: ReviewLook = {
  Preview: props => (
    <ReelPost
      picture={props.picture}
      fileName={props.row.fileName}
      channel={props.row.label}
      name={`@${offerOf(props.row)?.username ?? props.row.label}`}
      text={'caption' in props.words ? props.words.caption : ''}
      actions={[HEART, BUBBLE, BOOKMARK, ARROW]}
      hasFaceAside={true}
    />
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
