import type { Webhook, WebhookEvent } from '@content/api/contract'
import { createSignal, Show, Suspense } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { instant } from '../../../../words/format.ts'
import type { Rights } from '../../rights.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { EventChoice, eventsIn } from './EventChoice.tsx'
import type { WebhooksState } from './webhooks.state.ts'

interface Props {
  webhook: Webhook
  rights: Rights
  state: WebhooksState
}

/** One address: what it hears, whether it answers, and everything that can be done with it. */
export function WebhookCard(props: Props) {
  const it = () => props.webhook
  const [isOpen, setIsOpen] = createSignal(false)
  return (
    <li class="space-y-3 rounded-xl border border-stone-200 p-4 text-sm dark:border-stone-800">
      <div class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 class="font-medium break-all">{it().url}</h3>
        <span
          class="font-semibold"
          classList={{
            'text-emerald-700 dark:text-emerald-300': it().isOn,
            'text-red-700 dark:text-red-300': !it().isOn,
          }}
        >
          {it().isOn ? 'On' : 'Off'}
        </span>
      </div>
      <p class="quiet">{it().events.join(', ')}</p>
      <WebhookState webhook={it()} />
      <Buttons {...props} />
      <Show when={props.rights.hasApi()}>
        <Events {...props} />
      </Show>
      <details onToggle={event => setIsOpen(event.currentTarget.open)}>
        <summary class="cursor-pointer font-medium">What was sent</summary>
        <Show when={isOpen()}>
          <Suspense fallback={<p class="quiet mt-3">One moment…</p>}>
            <DeliveryLog webhook={it()} />
          </Suspense>
        </Show>
      </details>
    </li>
  )
}

function WebhookState(props: { webhook: Webhook }) {
  const it = () => props.webhook
  return (
    <>
      <Show when={!it().isOn && it().offReason}>
        {reason => <p class="refused">Switched off: {reason()}</p>}
      </Show>
      <Show when={it().isOn && it().failingSince}>
        {at => <p class="refused">Nothing has arrived since {instant(at())}.</p>}
      </Show>
      <Show when={it().olderSecretUntil}>
        {at => <p class="quiet">The older secret signs as well until {instant(at())}.</p>}
      </Show>
    </>
  )
}

function Buttons(props: Props) {
  const it = () => props.webhook
  const turning = makeAction(() => props.state.save(it(), { isOn: !it().isOn }))
  return (
    <>
      <div class="flex flex-wrap gap-2">
        <Show when={it().isOn || props.rights.hasApi()}>
          <button
            type="button"
            class="button-quiet"
            disabled={turning.isBusy()}
            onClick={() => void turning.run()}
          >
            {it().isOn ? 'Switch off' : 'Switch on'}
            <span class="sr-only"> {it().url}</span>
          </button>
        </Show>
        <Show when={props.rights.hasApi()}>
          <Confirm
            words="New secret"
            about={`for ${it().url}`}
            title="Make a new secret?"
            confirm="Make a new secret"
            work={() => props.state.rotate(it())}
          >
            <p>For a day both sign, so that nothing is lost while you put the new one in place.</p>
          </Confirm>
        </Show>
        <Confirm
          words="Remove"
          about={it().url}
          title="Remove this address?"
          confirm="Remove"
          work={() => props.state.remove(it())}
        >
          <p class="break-all">
            {it().url} receives nothing more, and the record of what was sent goes with it.
          </p>
        </Confirm>
      </div>
      <Show when={turning.problem()}>{problem => <Refused problem={problem()} />}</Show>
    </>
  )
}

function Events(props: Props) {
  const saving = makeAction((events: WebhookEvent[]) => props.state.save(props.webhook, { events }))
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    void saving.run(eventsIn(event.currentTarget))
  }
  return (
    <details>
      <summary class="cursor-pointer font-medium">Which events</summary>
      <form class="mt-3 space-y-3" onSubmit={submit}>
        <EventChoice chosen={props.webhook.events} />
        <Outcome action={saving} done="Saved." />
        <button type="submit" class="button-quiet" disabled={saving.isBusy()}>
          Save the events
        </button>
      </form>
    </details>
  )
}
