import { Show } from 'solid-js'

/** What a page says when something was done; there from the start, so that it is read out. */
export function StatusMessage(props: { words: string | null }) {
  return (
    <output aria-live="polite" class="block empty:absolute">
      <Show when={props.words}>{words => <span class="confirmed mt-4">{words()}</span>}</Show>
    </output>
  )
}
