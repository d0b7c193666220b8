import type { Connection } from '@content/api/contract'
import { makeAction } from '../../../ui/form/action.ts'
import { onSubmit } from '../../../ui/form/form.ts'
import { Outcome } from '../../../ui/state/Outcome.tsx'

interface Props {
  connection: Connection
  save: (prompt: string) => Promise<void>
}

/** What the creator wishes for the words on this channel, beside those of the workspace. */
export function ChannelPrompt(props: Props) {
  const save = makeAction((prompt: string) => props.save(prompt))
  const submit = onSubmit(async text => void (await save.run(text('prompt'))))
  return (
    <details class="text-sm">
      <summary class="quiet cursor-pointer">
        Wishes for the words<span class="sr-only"> on {props.connection.label}</span>
      </summary>
      <form class="mt-2 space-y-2" onSubmit={submit}>
        <textarea
          class="field text-sm"
          name="prompt"
          rows="3"
          maxlength="2000"
          aria-label={`Wishes for the words on ${props.connection.label}`}
          placeholder="Short and dry. Always name the town."
          value={props.connection.prompt ?? ''}
        />
        <Outcome action={save} done="Saved. They hold for videos found from now on." />
        <button type="submit" class="button-quiet" disabled={save.isBusy()}>
          Save
        </button>
      </form>
    </details>
  )
}
