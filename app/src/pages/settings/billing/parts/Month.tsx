import type { Quota } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { day } from '../../../../words/format.ts'

/** How much of the month is used, what is on its way, and what is left. */
export function Month(props: { quota: Quota }) {
  const it = () => props.quota
  const facts = () => [
    { words: 'Published', value: `${it().used}` },
    { words: 'On their way', value: `${it().held}` },
    { words: 'Left', value: it().remaining === null ? 'No limit' : `${it().remaining}` },
    { words: 'New uploads on', value: day(it().resetsAt) },
  ]
  return (
    <div class="space-y-3">
      <Show when={it().limit}>
        {limit => (
          <progress
            class="h-2 w-full"
            max={limit()}
            value={it().used + it().held}
            aria-label={`${it().used + it().held} of ${limit()} uploads of this month used`}
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
        <p class="quiet text-sm">{it().extra} bought on top for this month are counted in.</p>
      </Show>
    </div>
  )
}
