import type { Delivery, Webhook } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Older } from '../../../../ui/Older.tsx'
import { Loaded } from '../../../../ui/state/Loaded.tsx'
import { Refused } from '../../../../ui/state/Refused.tsx'
import { deliveryWords, isUnderWay } from '../../../../words/delivery.ts'
import { instant } from '../../../../words/format.ts'
import { developerWords } from '../words.ts'
import { type DeliveriesState, makeDeliveries } from './webhooks.state.ts'

const words = () => developerWords().hooks

/** What was sent to an address, newest first, with what it answered. */
export function DeliveryLog(props: { webhook: Webhook }) {
  const state = makeDeliveries(props.webhook.id)
  return (
    <div class="mt-3 space-y-3">
      <div class="flex flex-wrap gap-2">
        <button
          type="button"
          class="button-quiet"
          disabled={state.test.isBusy() || !props.webhook.isOn}
          onClick={() => void state.test.run()}
        >
          {words().test}
        </button>
        <button type="button" class="button-quiet" onClick={() => state.follow()}>
          {words().lookAgain}
        </button>
      </div>
      <Show when={state.test.problem() ?? state.resend.problem() ?? state.more.problem()}>
        {problem => <Refused problem={problem()} />}
      </Show>
      <Loaded of={state.data}>
        {page => (
          <>
            <ul class="divide-y divide-line" aria-live="polite">
              <For each={page().deliveries} fallback={<li class="quiet">{words().nothing}</li>}>
                {delivery => (
                  <Row delivery={delivery} isOn={props.webhook.isOn} resend={state.resend} />
                )}
              </For>
            </ul>
            <Older when={page().nextCursor !== null} more={state.more} />
          </>
        )}
      </Loaded>
    </div>
  )
}

interface RowProps {
  delivery: Delivery
  isOn: boolean
  resend: DeliveriesState['resend']
}

function Row(props: RowProps) {
  const it = () => props.delivery
  return (
    <li class="py-3 first:pt-0 last:pb-0">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <code class="font-medium">{it().type}</code>
        <span class={toneOf(it())}>{deliveryWords(it())}</span>
        <time class="quiet" datetime={it().createdAt}>
          {instant(it().createdAt)}
        </time>
        <button
          type="button"
          class="button-quiet ml-auto"
          disabled={props.resend.isBusy() || !props.isOn || it().state === 'waiting'}
          onClick={() => void props.resend.run(it().id)}
        >
          {words().sendAgain}
          <span class="sr-only"> {it().messageId}</span>
        </button>
      </div>
      <Show when={it().state !== 'delivered' && it().lastReason}>
        {reason => <p class="quiet mt-1">{reason()}</p>}
      </Show>
      <Show when={it().state === 'waiting' && !isUnderWay(it()) && it().nextAt}>
        {at => <p class="quiet mt-1">{words().next(instant(at()))}</p>}
      </Show>
      <details class="mt-1">
        <summary class="quiet cursor-pointer">{words().says}</summary>
        <pre class="mt-2 overflow-x-auto rounded-lg bg-stone-100 p-3 text-xs dark:bg-stone-950">
          {it().messageId}
          {'\n'}
          {it().body}
        </pre>
      </details>
    </li>
  )
}

const TONES: Record<Delivery['state'], string> = {
  waiting: 'text-sky-700 dark:text-sky-300',
  delivered: 'text-emerald-700 dark:text-emerald-300',
  given_up: 'text-red-700 dark:text-red-300',
}
const toneOf = ({ state }: Delivery) => `font-medium ${TONES[state]}`
