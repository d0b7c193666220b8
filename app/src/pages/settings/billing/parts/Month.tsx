import type { Quota } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { day } from '../../../../words/format.ts'
import { billingWords } from '../words.ts'

/** How much of the month is used, what is on its way, and what is left. */
export function Month(props: { quota: Quota }) {
  const words = () => billingWords().month
  const it = () => props.quota
  const facts = () => [
    { words: words().published, value: `${it().used}` },
    { words: words().held, value: `${it().held}` },
    { words: words().left, value: it().remaining === null ? words().noLimit : `${it().remaining}` },
    { words: words().resets, value: day(it().resetsAt) },
  ]
  return (
    <div class="space-y-3">
      <Show when={it().limit}>
        {limit => (
          <progress
            class="h-2 w-full"
            max={limit()}
            value={it().used + it().held}
            aria-label={words().used(it().used + it().held, limit())}
          />
        )}
      </Show>
      <dl class="grid grid-cols-2 gap-3 text-sm sm:grid-cols-4">
        <For each={facts()}>
          {fact => (
            <div>
              <dt class="quiet">{fact.words}</dt>
              <dd class="font-semibold">{fact.value}</dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={it().extra > 0}>
        <p class="quiet text-sm">{words().extra(it().extra)}</p>
      </Show>
    </div>
  )
}
