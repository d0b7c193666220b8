import { createUniqueId, type JSX, Show } from 'solid-js'
import { FolderField } from '../FolderField.tsx'
import type { Name, SettingsState } from './settings.state.ts'

interface Props {
  state: SettingsState
  name: Name
  label: string
  hint?: string
}

/** One setting that is typed; its fault stands beneath it. */
export function TextField(props: Props & { isNumber?: boolean; lines?: number }) {
  const id = createUniqueId()
  const fault = () => props.state.faults()[props.name]
  const type = (text: string) => props.state.change(props.name, text)
  const about = () => ({
    id,
    class: `field mt-1 ${props.lines ? 'font-mono text-xs' : ''}`,
    value: props.state.text(props.name),
    'aria-invalid': fault() !== undefined,
    'aria-describedby': `${id}-about`,
    spellcheck: false,
  })
  return (
    <div>
      <label class="font-medium" for={id}>
        {props.label}
      </label>
      <Show
        when={props.lines}
        fallback={
          <input
            {...about()}
            inputmode={props.isNumber ? 'decimal' : undefined}
            onInput={event => type(event.currentTarget.value)}
          />
        }
      >
        {lines => (
          <textarea
            {...about()}
            rows={lines()}
            onInput={event => type(event.currentTarget.value)}
          />
        )}
      </Show>
      <p id={`${id}-about`} class={`mt-1 whitespace-pre-line ${fault() ? 'text-us' : 'quiet'}`}>
        {fault() ?? props.hint}
      </p>
    </div>
  )
}

/** A folder, with its fault beneath it. */
export function FolderSetting(props: Props) {
  const fault = () => props.state.faults()[props.name]
  return (
    <div>
      <FolderField
        label={props.label}
        value={props.state.text(props.name)}
        {...(props.hint !== undefined && { hint: props.hint })}
        change={path => props.state.change(props.name, path)}
      />
      <Show when={fault()}>{says => <p class="mt-1 text-us">{says()}</p>}</Show>
    </div>
  )
}

/** One setting that is on or off. */
export function Switch(props: Omit<Props, 'hint'>) {
  return (
    <label class="flex items-start gap-2">
      <input
        type="checkbox"
        class="mt-0.5 size-4 shrink-0 accent-brand"
        checked={props.state.value(props.name) === true}
        onChange={event => props.state.change(props.name, event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}

export function Group(props: { title: string; children: JSX.Element }) {
  return (
    <section class="card grid gap-4 text-sm">
      <h2 class="text-base font-semibold">{props.title}</h2>
      {props.children}
    </section>
  )
}
