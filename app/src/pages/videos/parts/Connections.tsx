import { type Connection, PLATFORM_NAMES, PLATFORMS, type Platform } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { Refused } from '../../../ui/state/Refused.tsx'
import type { VideosState } from '../page.state.ts'
import { Channel } from './Channel.tsx'

/** The channels this workspace publishes to, one card each, those of a platform side by side. */
export function Connections(props: { connections: Connection[]; state: VideosState }) {
  const on = (platform: Platform) =>
    props.connections.filter(c => c.platform === platform && c.state !== 'disconnected')
  return (
    <section aria-labelledby="channels">
      <h2 id="channels" class="mb-3 text-lg font-semibold">
        Channels
      </h2>
      <Show when={props.state.problem()}>
        {problem => <Refused problem={problem()} class="mb-3" />}
      </Show>
      <ul class="grid gap-3 md:grid-cols-2">
        <For each={PLATFORMS}>
          {platform => (
            <For each={on(platform)} fallback={<Missing platform={platform} state={props.state} />}>
              {connection => <Channel connection={connection} state={props.state} />}
            </For>
          )}
        </For>
      </ul>
      <Show when={props.state.mayManage()}>
        <p class="mt-3 flex flex-wrap gap-x-4 gap-y-1">
          <For each={PLATFORMS.filter(it => on(it).length > 0)}>
            {platform => (
              <button
                type="button"
                class="quiet cursor-pointer text-sm underline"
                onClick={() => props.state.connect(platform)}
              >
                Connect another {PLATFORM_NAMES[platform]} channel
              </button>
            )}
          </For>
        </p>
      </Show>
    </section>
  )
}

function Missing(props: { platform: Platform; state: VideosState }) {
  return (
    <li class="card flex items-center gap-3">
      <PlatformMark platform={props.platform} />
      <span class="font-medium">{PLATFORM_NAMES[props.platform]}</span>
      <Show
        when={props.state.mayManage()}
        fallback={<span class="quiet ml-auto text-sm">An admin can connect it</span>}
      >
        <button
          type="button"
          class="button ml-auto"
          onClick={() => props.state.connect(props.platform)}
        >
          Connect
          <span class="sr-only"> {PLATFORM_NAMES[props.platform]}</span>
        </button>
      </Show>
    </li>
  )
}
