import { instagram as form } from '../../../../agent/window/platforms/instagram/index.tsx'
import { ReelPost } from '../../ui/post/ReelPost.tsx'
import { BUBBLE, HEART, PLANE } from '../../ui/post/shapes.ts'
import { asked } from '../asked.ts'
import type { ReviewLook } from '../review-look.ts'

export const review: ReviewLook = {
  Preview: props => (
    <ReelPost
      picture={props.picture}
      fileName={props.row.fileName}
      channel={props.row.label}
      name={props.row.label}
      text={'caption' in props.words ? props.words.caption : ''}
      actions={[HEART, BUBBLE, PLANE]}
    />
  ),
  ...asked(form),
}
