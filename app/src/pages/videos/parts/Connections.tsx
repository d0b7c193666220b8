import { type Connection, PLATFORM_NAMES, PLATFORMS, type Platform } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import type { VideosState } from '../page.state.ts'
import { RulePicker } from './RulePicker.tsx'

/** The channels this workspace publishes to, one card a platform. */
export function Connections(props: { connections: Connection[]; state: VideosState }) {
  const on = (platform: Platform) =>
    props.connections.filter(c => c.platform === platform && c.state !== 'disconnected')
  return (
    <section aria-labelledby="channels">
      <h2 id="channels" class="mb-3 text-lg font-semibold">
        Channels
      </h2>
      <ul class="grid gap-3 md:grid-cols-3">
        <For each={PLATFORMS}>
          {platform => (
            <For each={on(platform)} fallback={<Missing platform={platform} state={props.state} />}>
              {connection => <Connected connection={connection} state={props.state} />}
            </For>
          )}
        </For>
      </ul>
    </section>
  )
}

function Missing(props: { platform: Platform; state: VideosState }) {
  return (
    <li class="card flex items-center gap-3">
      <PlatformMark platform={props.platform} />
      <span class="font-medium">{PLATFORM_NAMES[props.platform]}</span>
      <button
        type="button"
        class="button ml-auto"
        onClick={() => props.state.connect(props.platform)}
      >
        Connect
        <span class="sr-only"> {PLATFORM_NAMES[props.platform]}</span>
      </button>
    </li>
  )
}

function Connected(props: { connection: Connection; state: VideosState }) {
  const it = () => props.connection
  return (
    <li class="card space-y-3">
      <div class="flex items-center gap-3">
        <PlatformMark platform={it().platform} />
        <div class="min-w-0">
          <p class="truncate font-medium">{it().label}</p>
          <p class="quiet truncate text-sm">{it().handle ?? PLATFORM_NAMES[it().platform]}</p>
        </div>
      </div>
      <Show
        when={it().state === 'live'}
        fallback={
          <div role="alert" class="text-sm text-red-700 dark:text-red-300">
            <p>{it().lostReason ?? 'The platform no longer lets us in.'}</p>
            <button
              type="button"
              class="button mt-2"
              onClick={() => props.state.connect(it().platform)}
            >
              Connect again
            </button>
          </div>
        }
      >
        <RulePicker connection={it()} save={rule => props.state.saveRule(it().id, rule)} />
        <button
          type="button"
          class="quiet text-sm underline"
          onClick={() => props.state.disconnect(it().platform, it().id)}
        >
          Disconnect<span class="sr-only"> {it().label}</span>
        </button>
      </Show>
    </li>
  )
}
