import {
  type Connection,
  hasToBeRenewed,
  PLANS,
  PLATFORM_NAMES,
  traitsOf,
} from '@content/api/contract'
import { Show } from 'solid-js'
import { Confirm } from '../../../ui/form/Confirm.tsx'
import { Initials } from '../../../ui/Initials.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { day } from '../../../words/format.ts'
import type { ConnectionsState } from '../page.state.ts'
import { connectionsWords } from '../words.ts'
import { Access } from './Access.tsx'
import { ChannelPrompt } from './ChannelPrompt.tsx'
import { RulePicker } from './RulePicker.tsx'

interface Props {
  connection: Connection
  state: ConnectionsState
}

/** A connected channel: whose it is, whether it works, what it does by itself, and the way out. */
export function Channel(props: Props) {
  const it = () => props.connection
  const name = () => PLATFORM_NAMES[it().platform]
  const isLive = () => it().state === 'live'
  return (
    <li class="card space-y-4 self-start">
      <div class="flex items-start gap-3">
        <span class="relative shrink-0">
          <Initials label={it().label} />
          <span class="absolute -end-1 -bottom-1 rounded-md ring-2 ring-card">
            <PlatformMark platform={it().platform} isSmall={true} />
          </span>
        </span>
        <div class="min-w-0 flex-1">
          <p class="font-medium break-words">{it().label}</p>
          <p class="quiet text-sm break-words">
            {it().handle ? `${name()} · ${it().handle}` : name()}
          </p>
        </div>
        <Health isLive={isLive()} />
      </div>
      <Show when={isLive()} fallback={<Lost {...props} />}>
        <Show when={hasToBeRenewed(it(), Date.now()) && it().accessEndsAt}>
          {endsAt => (
            <ConnectAgain {...props} why={connectionsWords().health.endsSoon(day(endsAt()))} />
          )}
        </Show>
        <Show when={props.state.mayManage()}>
          <RulePicker connection={it()} save={rule => props.state.saveRule(it().id, rule)} />
        </Show>
        <Show when={props.state.maySend() && PLANS[props.state.plan()].hasOwnPrompts}>
          <ChannelPrompt
            connection={it()}
            save={prompt => props.state.savePrompt(it().id, prompt)}
          />
        </Show>
        <Show when={props.state.mayManage() && it().takesCaptions === false}>
          <AllowCaptions {...props} />
        </Show>
        <Access connection={it()} />
      </Show>
      <Show when={props.state.mayManage()}>
        <Disconnect {...props} />
      </Show>
    </li>
  )
}

function Health(props: { isLive: boolean }) {
  const words = () => connectionsWords().health
  return (
    <span class="flex shrink-0 items-center gap-1.5 text-xs font-semibold">
      <span
        aria-hidden="true"
        class={`size-2 rounded-full ${props.isLive ? 'bg-emerald-600' : 'bg-red-600'}`}
      />
      {props.isLive ? words().live : words().lost}
    </span>
  )
}

const Lost = (props: Props) => (
  <ConnectAgain
    {...props}
    why={props.connection.lostReason ?? connectionsWords().health.lostReason}
  />
)

function ConnectAgain(props: Props & { why: string }) {
  const words = connectionsWords
  const it = () => props.connection
  return (
    <div role="alert" class="refused space-y-2">
      <p>{props.why}</p>
      <Show when={props.state.mayManage()} fallback={<p>{words().adminConnectsAgain}</p>}>
        <button
          type="button"
          class="button"
          onClick={() => void props.state.connect(it().platform, it().takesCaptions === true)}
        >
          {words().connectAgain}
          <span class="sr-only"> {words().to(it().label)}</span>
        </button>
      </Show>
    </div>
  )
}

/** A permission of its own: it lets far more be done there than publishing needs. */
function AllowCaptions(props: Props) {
  const words = connectionsWords
  const it = () => props.connection
  return (
    <div class="space-y-2 text-sm">
      <p class="quiet">{words().captions.about(PLATFORM_NAMES[it().platform])}</p>
      <button
        type="button"
        class="button-quiet"
        onClick={() => void props.state.connect(it().platform, true)}
      >
        {words().captions.allow}
        <span class="sr-only"> {words().to(it().label)}</span>
      </button>
    </div>
  )
}

/** Asked twice, because connecting again means going to the platform again. */
function Disconnect(props: Props) {
  const words = () => connectionsWords().disconnect
  const it = () => props.connection
  return (
    <Confirm
      words={words().words}
      about={it().label}
      title={words().title(it().label)}
      confirm={words().words}
      keep={words().keep}
      work={() => props.state.disconnect(it())}
    >
      <p>{words().about}</p>
      <Show when={!traitsOf(it().platform).takesAccessBack}>
        <p>{words().tellThem(PLATFORM_NAMES[it().platform])}</p>
      </Show>
    </Confirm>
  )
}
