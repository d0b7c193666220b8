import type { WaitingRow } from '@content/api/contract'
import { createComponent } from 'solid-js'
import type {
  Asked,
  ChoicesProps as FormProps,
  PlatformForm,
} from '../../../agent/window/platforms/form.ts'
import { locale } from '../words/locale.ts'
import type { ChoicesProps, ReviewLook } from './review-look.ts'

const about = (row: WaitingRow): Asked => ({
  ...{ rule: row.rule, offer: row.options, durationMs: row.durationMs, language: locale() },
})

/** The agent's own form for a platform, asked about what waits on a computer. */
export function asked({ Choices, whyNot }: PlatformForm): Pick<ReviewLook, 'Choices' | 'whyNot'> {
  return {
    ...(Choices && { Choices: props => createComponent(Choices, propsOf(props)) }),
    ...(whyNot && { whyNot: (choice, row) => whyNot(choice, about(row)) }),
  }
}

/** The form's own properties; each is read when it is used, so that it follows its change. */
const propsOf = (props: ChoicesProps): FormProps => ({
  get rule() {
    return props.row.rule
  },
  get offer() {
    return props.row.options
  },
  get durationMs() {
    return props.row.durationMs
  },
  get language() {
    return locale()
  },
  get given() {
    return props.given
  },
  get isReadOnly() {
    return props.isReadOnly
  },
  give: change => props.give(change),
})
