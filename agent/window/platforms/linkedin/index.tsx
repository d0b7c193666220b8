import type { PublishRule } from '@content/api/contract'
import type { PlatformForm } from '../form.ts'
import { mark } from './mark.ts'

const VISIBILITIES = ['PUBLIC', 'CONNECTIONS'] as const
const WORDS = {
  en: { who: 'Who can see it', PUBLIC: 'Everybody', CONNECTIONS: 'My connections' },
  de: { who: 'Wer es sehen kann', PUBLIC: 'Alle', CONNECTIONS: 'Meine Kontakte' },
}

export const linkedin: PlatformForm = {
  ...mark,
  Choices: props => (
    <label class="block text-sm font-medium">
      {WORDS[props.language].who}
      <select
        class="field mt-1"
        disabled={props.isReadOnly}
        value={String(props.given.privacy ?? usual(props.rule))}
        onChange={event => props.give({ privacy: event.currentTarget.value })}
      >
        {VISIBILITIES.map(it => (
          <option value={it}>{WORDS[props.language][it]}</option>
        ))}
      </select>
    </label>
  ),
}

const usual = (rule: PublishRule | null) =>
  rule?.platform === 'linkedin' ? rule.privacy : 'PUBLIC'
