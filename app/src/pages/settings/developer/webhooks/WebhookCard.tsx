import type { Webhook, WebhookEvent } from '@content/api/contract'
import { createSignal, Show, Suspense } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { uiWords } from '../../../../ui/words.ts'
import { instant } from '../../../../words/format.ts'
import type { Rights } from '../../rights.ts'
import { developerWords } from '../words.ts'
import { DeliveryLog } from './DeliveryLog.tsx'
import { EventChoice, eventsIn } from './EventChoice.tsx'
import type { WebhooksState } from './webhooks.state.ts'

const words = () => developerWords().hooks

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
    <li class="space-y-3 rounded-xl border border-line p-4 text-sm">
      <div class="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 class="font-medium break-all">{it().url}</h3>
        <span
          class="font-semibold"
          classList={{
            'text-emerald-700 dark:text-emerald-300': it().isOn,
            'text-red-700 dark:text-red-300': !it().isOn,
          }}
        >
          {it().isOn ? words().on : words().off}
        </span>
      </div>
      <p class="quiet">{it().events.join(', ')}</p>
      <WebhookState webhook={it()} />
      <Buttons {...props} />
      <Show when={props.rights.hasApi()}>
        <Events {...props} />
      </Show>
      <details onToggle={event => setIsOpen(event.currentTarget.open)}>
        <summary class="cursor-pointer font-medium">{words().sent}</summary>
        <Show when={isOpen()}>
          <Suspense fallback={<p class="quiet mt-3">{uiWords().oneMoment}</p>}>
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
        {reason => <p class="refused">{words().switchedOff(reason())}</p>}
      </Show>
      <Show when={it().isOn && it().failingSince}>
        {at => <p class="refused">{words().failing(instant(at()))}</p>}
      </Show>
      <Show when={it().olderSecretUntil}>
        {at => <p class="quiet">{words().older(instant(at()))}</p>}
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
            {it().isOn ? words().turnOff : words().turnOn}
            <span class="sr-only"> {it().url}</span>
          </button>
        </Show>
        <Show when={props.rights.hasApi()}>
          <Confirm
            words={words().newSecret}
            about={words().for(it().url)}
            title={words().newSecretTitle}
            confirm={words().newSecretRun}
            work={() => props.state.rotate(it())}
          >
            <p>{words().newSecretAbout}</p>
          </Confirm>
        </Show>
        <Confirm
          words={words().remove}
          about={it().url}
          title={words().removeTitle}
          confirm={words().remove}
          work={() => props.state.remove(it())}
        >
          <p class="break-all">{words().removeAbout(it().url)}</p>
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
      <summary class="cursor-pointer font-medium">{words().which}</summary>
      <form class="mt-3 space-y-3" onSubmit={submit}>
        <EventChoice chosen={props.webhook.events} />
        <Outcome action={saving} done={words().savedEvents} />
        <button type="submit" class="button-quiet" disabled={saving.isBusy()}>
          {words().saveEvents}
        </button>
      </form>
    </details>
  )
}
