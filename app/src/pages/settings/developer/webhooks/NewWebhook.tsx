import { WEBHOOK_EVENTS, type WebhookEvent } from '@content/api/contract'
import { Show } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Field } from '../../../../ui/form/Field.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { developerWords } from '../words.ts'
import { EventChoice, eventsIn } from './EventChoice.tsx'
import type { WebhooksState } from './webhooks.state.ts'

const words = () => developerWords().hooks

/** Has events sent to another address. */
export function NewWebhook(props: { state: WebhooksState }) {
  const making = makeAction((url: string, events: WebhookEvent[]) =>
    props.state.create(url, events),
  )
  const submit = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const form = event.currentTarget
    const url = form.elements.namedItem('url')
    if (!(url instanceof HTMLInputElement)) return
    if (await making.run(url.value, eventsIn(form))) url.value = ''
  }
  return (
    <details>
      <summary class="cursor-pointer text-sm font-medium">{words().add}</summary>
      <form class="mt-4 space-y-4" onSubmit={event => void submit(event)}>
        <Field
          label={words().address}
          hint={words().addressHint}
          name="url"
          type="url"
          placeholder="https://example.com/hooks/content"
          maxlength={2000}
          autocomplete="off"
          required
        />
        <EventChoice chosen={WEBHOOK_EVENTS} />
        <Show when={making.problem()}>{problem => <Refused problem={problem()} />}</Show>
        <button type="submit" class="button" disabled={making.isBusy()}>
          {words().run}
        </button>
      </form>
    </details>
  )
}
