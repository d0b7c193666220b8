import { linkedin as form } from '../../../../agent/window/platforms/linkedin/index.tsx'
import { FeedPost } from '../../ui/post/FeedPost.tsx'
import { BUBBLE, LOOP, PLANE, THUMB } from '../../ui/post/shapes.ts'
import { asked } from '../asked.ts'
import type { ReviewLook } from '../review-look.ts'

export const review: ReviewLook = {
  Preview: props => (
    <FeedPost
      picture={props.picture}
      fileName={props.row.fileName}
      channel={props.row.label}
      text={'caption' in props.words ? props.words.caption : ''}
      actions={[THUMB, BUBBLE, LOOP, PLANE]}
    />
  ),
  ...asked(form),
}
