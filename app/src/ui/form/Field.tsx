import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'

type Props = JSX.InputHTMLAttributes<HTMLInputElement> & { label: string; hint?: string }

/** One labelled line of a form, with what helps to fill it in. */
export function Field(props: Props) {
  const [own, input] = splitProps(props, ['label', 'hint'])
  const hintId = createUniqueId()
  return (
    <div>
      <label class="block text-sm font-medium">
        {own.label}
        <input class="field mt-1" aria-describedby={own.hint ? hintId : undefined} {...input} />
      </label>
      <Show when={own.hint}>
        <p id={hintId} class="quiet mt-1 text-xs">
          {own.hint}
        </p>
      </Show>
    </div>
  )
}
