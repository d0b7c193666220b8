import { For } from 'solid-js'

/** Signs of buttons that are only shown: strokes in a box of 24 by 24. */
export function Shapes(props: { of: readonly string[]; class: string }) {
  return (
    <For each={props.of}>
      {shape => (
        <svg aria-hidden="true" viewBox="0 0 24 24" class={`fill-none stroke-2 ${props.class}`}>
          <path d={shape} stroke-linecap="round" stroke-linejoin="round" />
        </svg>
      )}
    </For>
  )
}
