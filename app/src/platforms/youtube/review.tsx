import { youtube as form } from '../../../../agent/window/platforms/youtube/index.tsx'
import { WatchPost } from '../../ui/post/WatchPost.tsx'
import { asked } from '../asked.ts'
import type { ReviewLook } from '../review-look.ts'

export const review: ReviewLook = {
  Preview: props => (
    <WatchPost
      picture={props.picture}
      fileName={props.row.fileName}
      channel={props.row.label}
      title={'title' in props.words ? props.words.title : ''}
      description={'title' in props.words ? props.words.description : ''}
      durationMs={props.row.durationMs}
    />
  ),
  ...asked(form),
}
