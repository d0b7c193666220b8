import { PLATFORM_NAMES } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { makeAction } from '../../../ui/form/action.ts'
import { Confirm } from '../../../ui/form/Confirm.tsx'
import { instant, relative } from '../../../words/format.ts'
import type { Doing } from '../doing.ts'
import type { DeviceShown, DevicesState } from '../page.state.ts'
import { devicesWords } from '../words.ts'

interface Props {
  device: DeviceShown
  state: DevicesState
}

/** One computer: whether it listens, what waits there, and what it was asked for. */
export function Device(props: Props) {
  const words = devicesWords
  const it = () => props.device
  const doing = () => props.state.doing(it().id)
  const seen = () => {
    const at = it().lastUsedAt
    return at ? words().seen(relative(at)) : words().neverSeen
  }
  return (
    <li class="card flex flex-col gap-4">
      <div class="flex items-start gap-3">
        <div class="min-w-0 flex-1">
          <h2 class="font-semibold break-words">{it().name}</h2>
          <p class="quiet text-sm">
            {words().since(instant(it().createdAt))} · {seen()}
            <Show when={it().agentVersion}>{version => <> · {words().agent(version())}</>}</Show>
          </p>
        </div>
        <Standing isOnline={it().isOnline} isPaused={doing().isPaused} />
      </div>
      <Folders folders={it().folders ?? []} />
      <Waiting doing={doing()} />
      <Orders doing={doing()} />
      <Actions {...props} isPaused={doing().isPaused} />
    </li>
  )
}

function Standing(props: { isOnline: boolean; isPaused: boolean }) {
  const words = devicesWords
  return (
    <span class="flex shrink-0 items-center gap-1.5 text-xs font-semibold">
      <span
        aria-hidden="true"
        class={`size-2 rounded-full ${props.isOnline ? 'bg-emerald-600' : 'bg-stone-400'}`}
      />
      {props.isOnline ? words().online : words().offline}
      <Show when={props.isPaused}> · {words().paused}</Show>
    </span>
  )
}

function Folders(props: { folders: readonly string[] }) {
  return (
    <Show when={props.folders.length > 0}>
      <div class="text-sm">
        <p class="font-medium">{devicesWords().folders}</p>
        <ul class="mt-1 space-y-1">
          <For each={props.folders}>
            {folder => <li class="font-mono text-xs break-all">{folder}</li>}
          </For>
        </ul>
      </div>
    </Show>
  )
}

const SHOWN = 3

function Waiting(props: { doing: Doing }) {
  const words = devicesWords
  const rows = () => props.doing.waiting
  return (
    <Show when={rows().length > 0} fallback={<p class="quiet text-sm">{words().nothing}</p>}>
      <div class="text-sm">
        <p class="font-medium">{words().waiting(rows().length)}</p>
        <ul class="mt-1 space-y-1">
          <For each={rows().slice(0, SHOWN)}>
            {row => (
              <li class="break-words">
                {row.fileName}{' '}
                <span class="quiet">
                  · {PLATFORM_NAMES[row.platform]} · {words().kinds[row.kind]}
                  <Show when={row.until}>{at => <> {words().until(instant(at()))}</>}</Show>
                </span>
              </li>
            )}
          </For>
        </ul>
        <Show when={rows().length > SHOWN}>
          <p class="quiet mt-1">{words().more(rows().length - SHOWN)}</p>
        </Show>
      </div>
    </Show>
  )
}

function Orders(props: { doing: Doing }) {
  const words = devicesWords
  return (
    <Show when={props.doing.orders.length > 0}>
      <div class="text-sm">
        <p class="font-medium">{words().orders}</p>
        <ul class="mt-1 space-y-1">
          <For each={props.doing.orders.slice(0, SHOWN)}>
            {row => (
              <li class="break-words">
                {words().wishes[row.wish.kind]}{' '}
                <span class="quiet">
                  · {words().orderStates[row.state]} · {relative(row.madeAt)}
                  <Show when={row.reason}>{reason => <> · {reason()}</>}</Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  )
}

function Actions(props: Props & { isPaused: boolean }) {
  const words = devicesWords
  const it = () => props.device
  const turn = makeAction(() =>
    props.isPaused ? props.state.resume(it().id) : props.state.pause(it().id),
  )
  return (
    <div class="mt-auto flex flex-wrap gap-2">
      <Show when={props.state.mayOrder()}>
        <button
          type="button"
          class="button-quiet"
          disabled={turn.isBusy()}
          aria-busy={turn.isBusy()}
          onClick={() => void turn.run()}
        >
          {props.isPaused ? words().resume : words().pause}
          <span class="sr-only"> {it().name}</span>
        </button>
      </Show>
      <Show when={props.state.isAdmin()}>
        <Confirm
          words={words().signOut.words}
          about={it().name}
          title={words().signOut.title(it().name)}
          confirm={words().signOut.confirm}
          work={() => props.state.forget(it())}
        >
          <p>{words().signOut.about}</p>
        </Confirm>
      </Show>
    </div>
  )
}
