import { type Connection, PLATFORM_NAMES, PLATFORMS, type Platform } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import type { ConnectionsState } from '../page.state.ts'
import { connectionsWords } from '../words.ts'
import { Channel } from './Channel.tsx'

/** The channels this workspace publishes to, one card each, those of a platform side by side. */
export function Channels(props: { connections: Connection[]; state: ConnectionsState }) {
  const words = connectionsWords
  const on = (platform: Platform) => props.connections.filter(it => it.platform === platform)
  return (
    <section aria-labelledby="channels">
      <h2 id="channels" class="sr-only">
        {words().channels}
      </h2>
      <ul class="grid gap-4 md:grid-cols-2">
        <For each={PLATFORMS}>
          {platform => (
            <For each={on(platform)} fallback={<Missing platform={platform} state={props.state} />}>
              {connection => <Channel connection={connection} state={props.state} />}
            </For>
          )}
        </For>
      </ul>
      <Show when={props.state.mayManage()}>
        <p class="mt-4 flex flex-wrap gap-2">
          <For each={PLATFORMS.filter(it => on(it).length > 0)}>
            {platform => (
              <button
                type="button"
                class="button-quiet"
                onClick={() => void props.state.connect(platform)}
              >
                {words().connectAnother(PLATFORM_NAMES[platform])}
              </button>
            )}
          </For>
        </p>
      </Show>
    </section>
  )
}

function Missing(props: { platform: Platform; state: ConnectionsState }) {
  const words = connectionsWords
  return (
    <li class="card flex items-center gap-3 self-start">
      <PlatformMark platform={props.platform} />
      <div class="min-w-0">
        <p class="font-medium">{PLATFORM_NAMES[props.platform]}</p>
        <p class="quiet text-sm">{words().notConnected}</p>
      </div>
      <Show
        when={props.state.mayManage()}
        fallback={<span class="quiet ms-auto text-end text-sm">{words().adminConnects}</span>}
      >
        <button
          type="button"
          class="button ms-auto"
          onClick={() => void props.state.connect(props.platform)}
        >
          {words().connect}
          <span class="sr-only"> {PLATFORM_NAMES[props.platform]}</span>
        </button>
      </Show>
    </li>
  )
}
