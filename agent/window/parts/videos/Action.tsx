import type { JSX } from 'solid-js'

interface Props {
  file: string
  /** The one that is most likely wanted. */
  isMain?: boolean
  isExpanded?: boolean
  onClick: () => void
  children: JSX.Element
}

/** A button that says, to who does not see the row, which video it is about. */
export function Action(props: Props) {
  return (
    <button
      type="button"
      class={props.isMain ? 'button' : 'button-bare text-ink-quiet'}
      aria-expanded={props.isExpanded}
      onClick={() => props.onClick()}
    >
      {props.children}
      <span class="sr-only">: {props.file}</span>
    </button>
  )
}
