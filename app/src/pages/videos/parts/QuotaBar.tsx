import type { Quota } from '@content/api/contract'
import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { instant } from '../../../words/format.ts'

/** How much of the month's uploads is used, and when there are new ones. */
export function QuotaBar(props: { quota: Quota }) {
  const taken = () => props.quota.used + props.quota.held
  return (
    <section class="card" aria-label="Uploads this month">
      <div class="flex flex-wrap justify-between gap-2 text-sm">
        <span class="font-medium">
          <Show when={props.quota.limit} fallback={`${taken()} uploads this month, no limit`}>
            {limit => (
              <>
                {taken()} of {limit()} uploads this month
              </>
            )}
          </Show>
        </span>
        <span class="quiet">New uploads on {instant(props.quota.resetsAt)}</span>
      </div>
      <Show when={props.quota.limit}>
        {limit => (
          <progress
            class="mt-3 h-2 w-full"
            max={limit()}
            value={taken()}
            aria-label={`${taken()} of ${limit()} uploads used`}
          />
        )}
      </Show>
      <Show when={props.quota.remaining === 0}>
        <p class="mt-3 text-sm">
          Nothing is left of this month.{' '}
          <A class="font-semibold underline" href="/settings/billing">
            See plans
          </A>
        </p>
      </Show>
    </section>
  )
}
