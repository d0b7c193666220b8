import { WatchPost } from '../../ui/post/WatchPost.tsx'
import { wordsIn } from '../../words/locale.ts'
import type { ReviewLook } from '../review-look.ts'

const words = wordsIn({
  en: {
    who: 'Who can see it',
    public: 'Public',
    unlisted: 'Unlisted',
    private: 'Private',
    kids: 'Made for kids',
  },
  de: {
    who: 'Wer es sehen kann',
    public: 'Öffentlich',
    unlisted: 'Nicht gelistet',
    private: 'Privat',
    kids: 'Speziell für Kinder',
  },
})
const VISIBILITIES = ['public', 'unlisted', 'private'] as const

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
  Choices: props => {
    const rule = () => (props.row.rule?.platform === 'youtube' ? props.row.rule : null)
    return (
      <div class="space-y-3 text-sm">
        <label class="block font-medium">
          {words().who}
          <select
            class="field mt-1"
            disabled={props.isReadOnly}
            value={String(props.given.privacy ?? rule()?.privacy ?? 'private')}
            onChange={event => props.give({ privacy: event.currentTarget.value })}
          >
            {VISIBILITIES.map(it => (
              <option value={it}>{words()[it]}</option>
            ))}
          </select>
        </label>
        <label class="flex items-center gap-2">
          <input
            type="checkbox"
            class="size-4 accent-brand"
            disabled={props.isReadOnly}
            checked={(props.given.madeForKids ?? rule()?.madeForKids) === true}
            onChange={event => props.give({ madeForKids: event.currentTarget.checked })}
          />
          {words().kids}
        </label>
      </div>
    )
  },
}
