import { createResource, createSignal, For, Show } from 'solid-js'
import { agent } from '../door.ts'
import { host } from '../host.ts'
import { words } from '../words.ts'

interface Props {
  label: string
  value: string
  hint?: string
  change: (path: string) => void
}

/** A folder: by the dialog of the system where there is one, else typed or looked for here. */
export function FolderField(props: Props) {
  const say = words.folder
  const [isLooking, setLooking] = createSignal(false)
  const [view] = createResource(
    () => ({ path: props.value }),
    ({ path }) => agent.folder.query({ path }).catch(() => undefined),
  )
  const choose = async () => {
    if (!host.chooseFolder) return void setLooking(it => !it)
    const path = await host.chooseFolder(props.value)
    if (path) props.change(path)
  }
  return (
    <div class="text-sm">
      <label class="font-medium">
        {props.label}
        <input
          class="field mt-1 font-normal"
          value={props.value}
          spellcheck={false}
          autocomplete="off"
          onChange={event => props.change(event.currentTarget.value)}
        />
      </label>
      <div class="mt-2 flex flex-wrap items-center gap-2">
        <button
          type="button"
          class="button-quiet"
          aria-expanded={host.chooseFolder ? undefined : isLooking()}
          onClick={() => void choose()}
        >
          {host.chooseFolder ? say.choose : isLooking() ? say.close : say.browse}
          <span class="sr-only">: {props.label}</span>
        </button>
        <span class={view.latest?.isWritable === false ? 'text-you' : 'quiet'} role="status">
          {stateOf(view.latest, props.value) ?? props.hint}
        </span>
      </div>
      <Show when={isLooking() && view.latest}>
        {it => <Looking view={it()} label={props.label} change={props.change} />}
      </Show>
    </div>
  )
}

type View = Awaited<ReturnType<typeof agent.folder.query>>

function stateOf(view: View | undefined, typed: string): string | null {
  if (!view || typed.trim() === '') return null
  if (!view.isWritable) return words.folder.closed
  return view.isThere ? null : words.folder.isNew
}

interface LookingProps {
  view: View
  label: string
  change: (path: string) => void
}

function Looking(props: LookingProps) {
  const say = words.folder
  const inside = (name: string) => {
    const separator = props.view.path.includes('\\') ? '\\' : '/'
    return `${props.view.path.replace(/[\\/]$/, '')}${separator}${name}`
  }
  return (
    <div class="mt-2 rounded-xl border border-line bg-card p-2">
      <div class="flex flex-wrap gap-1.5 border-b border-line pb-2">
        <Show when={props.view.parent}>
          {parent => (
            <button type="button" class="chip" onClick={() => props.change(parent())}>
              ↑ {say.up}
            </button>
          )}
        </Show>
        <For each={props.view.usual}>
          {it => (
            <button type="button" class="chip" onClick={() => props.change(it.path)}>
              {it.name}
            </button>
          )}
        </For>
      </div>
      <ul class="mt-1 max-h-52 overflow-y-auto" aria-label={say.inside(props.view.path)}>
        <For each={props.view.folders} fallback={<li class="quiet px-2 py-1.5">{say.none}</li>}>
          {name => (
            <li>
              <button
                type="button"
                class="w-full truncate rounded-lg px-2 py-1.5 text-start hover:bg-raised"
                onClick={() => props.change(inside(name))}
              >
                {name}
              </button>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
