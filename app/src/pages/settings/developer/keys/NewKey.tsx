import { SCOPES } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { ProofFields, proofIn } from '../../../../ui/form/Proof.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { developerWords } from '../words.ts'
import type { KeysState } from './keys.state.ts'

const words = () => developerWords().keys

/** Makes a key for a program, good for the ticked scopes only. */
export function NewKey(props: { state: KeysState }) {
  const making = makeAction(props.state.make)
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const scopes = SCOPES.filter(scope => data.has(scope))
    const text = (name: string) => String(data.get(name) ?? '')
    if (await making.run({ name: text('name'), scopes, ...proofIn(text) })) form.reset()
  }
  return (
    <details>
      <summary class="cursor-pointer text-sm font-medium">{words().make}</summary>
      <form class="mt-4 space-y-4" onSubmit={event => void submit(event)}>
        <Field
          label={words().name}
          hint={words().nameHint}
          name="name"
          maxlength={100}
          autocomplete="off"
          required
        />
        <fieldset class="space-y-2 text-sm">
          <legend class="font-medium">{words().may}</legend>
          <For each={SCOPES}>
            {scope => (
              <label class="flex cursor-pointer gap-3">
                <input type="checkbox" class="mt-0.5 size-4 shrink-0 accent-brand" name={scope} />
                <span>
                  <code class="font-medium">{scope}</code>{' '}
                  <span class="quiet">{words().scopeSentences[scope]}</span>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <div class="max-w-sm space-y-4">
          <ProofFields />
        </div>
        <Show when={making.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <button type="submit" class="button" disabled={making.isBusy()}>
          {words().run}
        </button>
      </form>
    </details>
  )
}
