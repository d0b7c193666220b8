import type { JSX } from 'solid-js'

/** A button that says, to who does not see the row, which video it is about. */
export function Action(props: { file: string; onClick: () => void; children: JSX.Element }) {
  return (
    <button type="button" class="button-quiet" onClick={() => props.onClick()}>
      {props.children}
      <span class="sr-only">: {props.file}</span>
    </button>
  )
}
