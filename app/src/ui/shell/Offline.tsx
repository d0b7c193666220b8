import { Show } from 'solid-js'
import { isOnline } from '../../online.ts'
import { uiWords } from '../words.ts'

/** Says, on every page, that there is no connection and the page may be old. */
export const Offline = () => (
  <output aria-live="polite" class="block empty:hidden">
    <Show when={!isOnline()}>
      <span class="block rounded-lg bg-amber-50 p-3 text-sm text-amber-900 dark:bg-amber-950 dark:text-amber-100">
        {uiWords().offline}
      </span>
    </Show>
  </output>
)
