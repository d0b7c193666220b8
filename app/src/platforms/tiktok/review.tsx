import type { TikTokOffer } from '@content/api/contract/platforms/tiktok'
import { tiktok as form } from '../../../../agent/window/platforms/tiktok/index.ts'
import { ReelPost } from '../../ui/post/ReelPost.tsx'
import { ARROW, BOOKMARK, BUBBLE, HEART } from '../../ui/post/shapes.ts'
import { asked } from '../asked.ts'
import type { ReviewLook } from '../review-look.ts'

export const review: ReviewLook = {
  Preview: props => (
    <ReelPost
      picture={props.picture}
      fileName={props.row.fileName}
      channel={props.row.label}
      name={`@${usernameIn(props.row.options) ?? props.row.label}`}
      text={'caption' in props.words ? props.words.caption : ''}
      actions={[HEART, BUBBLE, BOOKMARK, ARROW]}
      hasFaceAside={true}
    />
  ),
  ...asked(form),
}

/** Safe cast: the server shows an offer only when it is one of its platform's. */
const usernameIn = (offer: object | null) => (offer as TikTokOffer | null)?.username
