import type { PlatformForm } from '../form.ts'
import { mark } from './mark.ts'

const WORDS = {
  en: { feed: 'Show it in the feed as well' },
  de: { feed: 'Auch im Feed zeigen' },
}

export const instagram: PlatformForm = {
  ...mark,
  Choices: props => (
    <label class="flex items-center gap-2 text-sm">
      <input
        type="checkbox"
        class="size-4 accent-brand"
        disabled={props.isReadOnly}
        checked={
          (props.given.shareToFeed ??
            (props.rule?.platform === 'instagram' && props.rule.shareToFeed)) === true
        }
        onChange={event => props.give({ shareToFeed: event.currentTarget.checked })}
      />
      {WORDS[props.language].feed}
    </label>
  ),
}
