import { createUniqueId, type JSX, Show, splitProps } from 'solid-js'

type Props = JSX.TextareaHTMLAttributes<HTMLTextAreaElement> & { label: string; hint?: string }

/** Several labelled lines of a form, with what helps to fill them in. */
export function TextArea(props: Props) {
  const [own, area] = splitProps(props, ['label', 'hint'])
  const hintId = createUniqueId()
  return (
    <div>
      <label class="block text-sm font-medium">
        {own.label}
        <textarea class="field mt-1" aria-describedby={own.hint ? hintId : undefined} {...area} />
      </label>
      <Show when={own.hint}>
        <p id={hintId} class="quiet mt-1 text-xs">
          {own.hint}
        </p>
      </Show>
    </div>
  )
}
