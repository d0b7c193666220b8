import type { Metadata, WaitingRow } from '@content/api/contract'
import { createSignal, Show } from 'solid-js'
import { api } from '../../../api.ts'
import { makeAction } from '../../../ui/form/action.ts'
import { Field } from '../../../ui/form/Field.tsx'
import { onSubmit } from '../../../ui/form/form.ts'
import { Refused } from '../../../ui/state/Refused.tsx'
import { words } from '../page.state.ts'

interface Props {
  row: WaitingRow
  value: Metadata
  change: (value: Metadata) => void
}

/** Has the words written anew by a wish. */
export function Rewrite(props: Props) {
  const [outcome, setOutcome] = createSignal('')
  const action = makeAction(async (instruction: string) => {
    setOutcome('')
    const { deviceId, sha256, connectionId } = props.row
    const aim = { deviceId, sha256, connectionId }
    const said = await api.enrichment.rewrite.mutate({ ...aim, words: props.value, instruction })
    if (said.words) props.change(said.words)
    setOutcome(said.words ? words().rewritten : words().notRewritten(said.author.reason ?? ''))
  })
  // The wish stays, to be changed a little and tried again.
  const submit = onSubmit(text => action.run(text('instruction')).then(() => false))
  return (
    <details class="text-sm">
      <summary class="cursor-pointer font-medium">{words().rewrite}</summary>
      <form class="mt-3 space-y-2" onSubmit={submit}>
        <Field
          label={words().instruction}
          name="instruction"
          placeholder={words().instructionHint}
          required
          maxlength={500}
        />
        <button type="submit" class="button-quiet" disabled={action.isBusy()}>
          {words().rewriteDo}
        </button>
        <p aria-live="polite">{outcome()}</p>
        <Show when={action.problem()}>{problem => <Refused problem={problem()} />}</Show>
      </form>
    </details>
  )
}
