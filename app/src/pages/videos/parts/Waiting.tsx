import { PLATFORM_NAMES, type WaitingRow } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { waitingWords } from '../../../words/publication.ts'

/** Videos that stand on a computer and are not being sent, and what each waits for. */
export function Waiting(props: { rows: WaitingRow[] }) {
  return (
    <Show when={props.rows.length > 0}>
      <section aria-labelledby="waiting">
        <h2 id="waiting" class="mb-3 text-lg font-semibold">
          Waiting on your computers
        </h2>
        <ul class="card divide-y divide-stone-200 dark:divide-stone-800">
          <For each={props.rows}>
            {row => (
              <li class="flex gap-3 py-3 text-sm first:pt-0 last:pb-0">
                <PlatformMark platform={row.platform} />
                <div class="min-w-0 flex-1">
                  <p class="font-medium break-all">{row.fileName}</p>
                  <p class="quiet">
                    {PLATFORM_NAMES[row.platform]} · {row.label} · {row.deviceName}
                  </p>
                  <p class="mt-1">{waitingWords(row)}</p>
                </div>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
