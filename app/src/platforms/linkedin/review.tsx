import { FeedPost } from '../../ui/post/FeedPost.tsx'
import { BUBBLE, LOOP, PLANE, THUMB } from '../../ui/post/shapes.ts'
import { wordsIn } from '../../words/locale.ts'
import type { ReviewLook } from '../review-look.ts'

const words = wordsIn({
  en: { who: 'Who can see it', PUBLIC: 'Everybody', CONNECTIONS: 'My connections' },
  de: { who: 'Wer es sehen kann', PUBLIC: 'Alle', CONNECTIONS: 'Meine Kontakte' },
})
const VISIBILITIES = ['PUBLIC', 'CONNECTIONS'] as const

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
  Choices: props => (
    <label class="block text-sm font-medium">
      {words().who}
      <select
        class="field mt-1"
        disabled={props.isReadOnly}
        value={String(props.given.privacy ?? ruleOf(props.row.rule))}
        onChange={event => props.give({ privacy: event.currentTarget.value })}
      >
        {VISIBILITIES.map(it => (
          <option value={it}>{words()[it]}</option>
        ))}
      </select>
    </label>
  ),
}

const ruleOf = (rule: { platform: string } | null) =>
  rule && 'privacy' in rule ? rule.privacy : 'PUBLIC'
