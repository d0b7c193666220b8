import type { PlatformForm } from '../form.ts'
import { mark } from './mark.ts'

const VISIBILITIES = ['public', 'unlisted', 'private'] as const
const WORDS = {
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
}

export const youtube: PlatformForm = {
  ...mark,
  Choices: props => {
    const words = () => WORDS[props.language]
    const rule = () => (props.rule?.platform === 'youtube' ? props.rule : null)
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
