import { WEBHOOK_EVENTS, type WebhookEvent } from '@content/api/contract'
import { For } from 'solid-js'
import { developerWords } from '../words.ts'

/** Events to tick. */
export function EventChoice(props: { chosen: readonly string[] }) {
  return (
    <fieldset class="space-y-2 text-sm">
      <legend class="font-medium">{developerWords().hooks.tell}</legend>
      <For each={WEBHOOK_EVENTS}>
        {event => (
          <label class="flex cursor-pointer gap-3">
            <input
              type="checkbox"
              class="mt-0.5 size-4 shrink-0 accent-brand"
              name={event}
              checked={props.chosen.includes(event)}
            />
            <span>
              <code class="font-medium">{event}</code>{' '}
              <span class="quiet">{developerWords().hooks.events[event]}</span>
            </span>
          </label>
        )}
      </For>
    </fieldset>
  )
}

/** The events that are ticked in a form. */
export const eventsIn = (form: HTMLFormElement): WebhookEvent[] => {
  const data = new FormData(form)
  return WEBHOOK_EVENTS.filter(event => data.has(event))
}
