import { Show } from 'solid-js'
import { said } from '../act.ts'

/** How the last thing that was asked for went. */
export function Said() {
  return (
    <div role="status" class="empty:hidden">
      <Show when={said()}>
        {it => (
          <p class={`note whitespace-pre-line ${it().isBad ? 'text-us' : 'text-good'}`}>
            {it().text}
          </p>
        )}
      </Show>
    </div>
  )
}
