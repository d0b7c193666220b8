import { createSignal, onCleanup, Show } from 'solid-js'
import { uiWords } from '../words.ts'

/** Says, on every page, that there is no connection and the page may be old. */
export function Offline() {
  const [isOnline, setIsOnline] = createSignal(navigator.onLine)
  const look = () => setIsOnline(navigator.onLine)
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  onCleanup(() => {
    window.removeEventListener('online', look)
    window.removeEventListener('offline', look)
  })
  return (
    <output aria-live="polite" class="block empty:hidden">
      <Show when={!isOnline()}>
        <span class="block rounded-lg bg-amber-50 p-3 text-sm text-amber-900 dark:bg-amber-950 dark:text-amber-100">
          {uiWords().offline}
        </span>
      </Show>
    </output>
  )
}
