import { ReelPost } from '../../ui/post/ReelPost.tsx'
import { BUBBLE, HEART, PLANE } from '../../ui/post/shapes.ts'
import { wordsIn } from '../../words/locale.ts'
import type { ReviewLook } from '../review-look.ts'

const words = wordsIn({
  en: { feed: 'Show it in the feed as well' },
  de: { feed: 'Auch im Feed zeigen' },
})

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
  Choices: props => (
    <label class="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        class="size-4 accent-brand"
        disabled={props.isReadOnly}
        checked={
          (props.given.shareToFeed ??
            (props.row.rule?.platform === 'instagram' && props.row.rule.shareToFeed)) === true
        }
        onChange={event => props.give({ shareToFeed: event.currentTarget.checked })}
      />
      {words().feed}
    </label>
  ),
}
