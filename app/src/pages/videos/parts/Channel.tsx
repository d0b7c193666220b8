import { type Connection, PLANS, PLATFORM_NAMES, traitsOf } from '@content/api/contract'
import { createSignal, Show } from 'solid-js'
import { useMe } from '../../../session.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import type { VideosState } from '../page.state.ts'
import { ChannelPrompt } from './ChannelPrompt.tsx'
import { RulePicker } from './RulePicker.tsx'

/** A connected channel: whose it is, what it may do by itself, and how to let it go. */
export function Channel(props: { connection: Connection; state: VideosState }) {
  const me = useMe()
  const it = () => props.connection
  const name = () => PLATFORM_NAMES[it().platform]
  return (
    <li class="card space-y-3">
      <div class="flex items-center gap-3">
        <PlatformMark platform={it().platform} />
        <div class="min-w-0">
          <p class="truncate font-medium">{it().label}</p>
          <p class="quiet truncate text-sm">
            {it().handle ? `${name()} · ${it().handle}` : name()}
          </p>
        </div>
      </div>
      <Show
        when={it().state === 'live'}
        fallback={
          <div role="alert" class="text-sm text-red-700 dark:text-red-300">
            <p>{it().lostReason ?? 'The platform no longer lets us in.'}</p>
            <Show when={props.state.mayManage()} fallback="An admin can connect it again.">
              <button
                type="button"
                class="button mt-2"
                onClick={() => props.state.connect(it().platform, it().takesCaptions === true)}
              >
                Connect again<span class="sr-only"> to {it().label}</span>
              </button>
            </Show>
          </div>
        }
      >
        <Show when={props.state.mayManage()}>
          <RulePicker connection={it()} save={rule => props.state.saveRule(it().id, rule)} />
        </Show>
        <Show when={props.state.maySend() && PLANS[me().plan].hasOwnPrompts}>
          <ChannelPrompt
            connection={it()}
            save={prompt => props.state.savePrompt(it().id, prompt)}
          />
        </Show>
        <Show when={props.state.mayManage() && it().takesCaptions === false}>
          <AllowCaptions connection={it()} allow={() => props.state.connect(it().platform, true)} />
        </Show>
        <Show when={props.state.mayManage()}>
          <Disconnect
            connection={it()}
            disconnect={() => props.state.disconnect(it().platform, it().id)}
          />
        </Show>
      </Show>
    </li>
  )
}

/** A permission of its own: it lets far more be done there than publishing needs. */
function AllowCaptions(props: { connection: Connection; allow: () => void }) {
  const name = () => PLATFORM_NAMES[props.connection.platform]
  return (
    <div class="space-y-2 text-sm">
      <p class="quiet">
        Captions beside a video are left out: {name()} wants a wider permission for them.
      </p>
      <button type="button" class="button-quiet" onClick={() => props.allow()}>
        Allow captions to be added<span class="sr-only"> to {props.connection.label}</span>
      </button>
    </div>
  )
}

/** Asked twice, because connecting again means going to the platform again. */
function Disconnect(props: { connection: Connection; disconnect: () => void }) {
  const it = () => props.connection
  const [isAsking, setIsAsking] = createSignal(false)
  return (
    <Show
      when={isAsking()}
      fallback={
        <button
          type="button"
          class="quiet cursor-pointer text-sm underline"
          onClick={() => setIsAsking(true)}
        >
          Disconnect<span class="sr-only"> {it().label}</span>
        </button>
      }
    >
      <div class="flex flex-wrap items-center gap-2 text-sm">
        <span class="w-full">
          Published videos stay. Nothing more is published there.
          <Show when={!traitsOf(it().platform).takesAccessBack}>
            {' '}
            {PLATFORM_NAMES[it().platform]} cannot be told: take our permission back in your
            settings there, too.
          </Show>
        </span>
        <button
          type="button"
          class="button-quiet"
          ref={button => queueMicrotask(() => button.focus())}
          onClick={() => setIsAsking(false)}
        >
          Keep
        </button>
        <button type="button" class="button-quiet" onClick={() => props.disconnect()}>
          Disconnect<span class="sr-only"> {it().label} now</span>
        </button>
      </div>
    </Show>
  )
}
