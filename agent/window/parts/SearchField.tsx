/** Looks through what is listed, at once with each letter; `/` leads to it. */
export function SearchField(props: {
  label: string
  text: string
  search: (text: string) => void
}) {
  return (
    <input
      type="search"
      class="field min-w-40 flex-1"
      data-search
      aria-label={props.label}
      placeholder={props.label}
      value={props.text}
      onInput={event => props.search(event.currentTarget.value)}
    />
  )
}
