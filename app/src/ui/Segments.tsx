import { For } from 'solid-js'

interface Props<T extends string> {
  label: string
  choices: readonly T[]
  chosen: T
  words: Readonly<Record<T, string>>
  choose: (chosen: T) => void
}

/** A few choices side by side, of which one holds. */
export function Segments<T extends string>(props: Props<T>) {
  return (
    <fieldset class="flex rounded-lg border border-stone-300 p-0.5 dark:border-stone-700">
      <legend class="sr-only">{props.label}</legend>
      <For each={props.choices}>
        {it => (
          <label class="cursor-pointer rounded-md px-3 py-1 text-sm font-medium has-checked:bg-brand has-checked:text-white has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-brand-bright">
            <input
              type="radio"
              class="sr-only"
              name={props.label}
              checked={props.chosen === it}
              onChange={() => props.choose(it)}
            />
            {props.words[it]}
          </label>
        )}
      </For>
    </fieldset>
  )
}
