import type { Connection } from '@content/api/contract'
import { makeAction } from '../../../ui/form/action.ts'
import { onSubmit } from '../../../ui/form/form.ts'
import { Outcome } from '../../../ui/state/Outcome.tsx'
import { connectionsWords } from '../words.ts'

interface Props {
  connection: Connection
  save: (prompt: string) => Promise<void>
}

/** What the creator wishes for the words on this channel, beside those of the workspace. */
export function ChannelPrompt(props: Props) {
  const words = () => connectionsWords().prompt
  const save = makeAction((prompt: string) => props.save(prompt))
  const submit = onSubmit(async text => void (await save.run(text('prompt'))))
  return (
    <details class="text-sm">
      <summary class="cursor-pointer font-medium">
        {words().title}
        <span class="sr-only"> {words().on(props.connection.label)}</span>
      </summary>
      <form class="mt-2 space-y-2" onSubmit={submit}>
        <textarea
          class="field text-sm"
          name="prompt"
          rows="3"
          maxlength="2000"
          aria-label={words().label(props.connection.label)}
          placeholder={words().placeholder}
          value={props.connection.prompt ?? ''}
        />
        <Outcome action={save} done={words().done} />
        <button type="submit" class="button-quiet" disabled={save.isBusy()}>
          {words().save}
        </button>
      </form>
    </details>
  )
}
