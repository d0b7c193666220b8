import { PLANS } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { useMe } from '../../session.tsx'
import { uiWords } from '../words.ts'
import type { ShellState } from './shell.state.ts'

/** Whose workspace this is, on which plan, and the way into another one. */
export function WorkspaceChoice(props: { state: ShellState }) {
  const me = useMe()
  return (
    <div class="flex min-w-0 items-center gap-3">
      <img src={props.state.logoUrl() ?? '/icon.svg'} alt="" class="size-9 object-contain" />
      <div class="min-w-0">
        <Show
          when={props.state.others().length > 0}
          fallback={<p class="truncate font-bold tracking-tight">{me().workspace.name}</p>}
        >
          <select
            aria-label={uiWords().nav.workspace}
            class="w-full max-w-52 truncate bg-transparent font-bold tracking-tight"
            onChange={event => void props.state.enter(event.currentTarget.value)}
          >
            <For each={props.state.workspaces()}>
              {it => (
                <option value={it.id} selected={it.id === me().workspace.id}>
                  {it.name}
                </option>
              )}
            </For>
          </select>
        </Show>
        <p class="quiet truncate text-xs">
          {PLANS[me().plan].title}
          <Show when={props.state.productName()}>{name => <span> · {name()}</span>}</Show>
        </p>
      </div>
    </div>
  )
}
