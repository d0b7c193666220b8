import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { createResource, For, Show } from 'solid-js'
import { account, member, useHurry } from '../account.ts'
import { openUrl } from '../act.ts'
import { agent } from '../door.ts'
import { words } from '../words.ts'
import { Mark } from './Mark.tsx'

type Channel = NonNullable<ReturnType<typeof member>>['channels'][number]

/** Where this computer may publish; channels are connected in the browser. */
export function Channels() {
  const say = words.channels
  const [settings] = createResource(() => agent.settings.read.query())
  const isOff = (platform: Platform) => settings()?.platforms.includes(platform) === false
  useHurry()
  return (
    <section class="grid gap-3 text-sm" aria-label={say.title}>
      <p class="quiet">{say.why}</p>
      <For each={member()?.channels} fallback={<p class="card">{say.none}</p>}>
        {it => <ChannelCard channel={it} isOff={isOff(it.platform)} />}
      </For>
      <p>
        <ConnectButton />
      </p>
    </section>
  )
}

export function ConnectButton(props: { isQuiet?: boolean; words?: string }) {
  return (
    <button
      type="button"
      class={props.isQuiet ? 'button-quiet' : 'button'}
      onClick={() => openUrl(`${account()?.dashboard}/connections`)}
    >
      {props.words ?? words.channels.connect}
    </button>
  )
}

export function ChannelCard(props: { channel: Channel; isOff?: boolean }) {
  const say = words.channels
  const it = () => props.channel
  const isLive = () => it().state === 'live'
  return (
    <div class="card flex items-center gap-3">
      <Mark platform={it().platform} />
      <div class="min-w-0 grow">
        <p class="[overflow-wrap:anywhere]">
          <span class="font-semibold">{PLATFORM_NAMES[it().platform]}</span>{' '}
          {it().handle ?? it().label}
        </p>
        <p class={isLive() ? 'quiet' : 'text-you'}>
          {isLive() ? say.live : (it().lostReason ?? say.lost)} · {say.rules[it().rule.mode]}
          <Show when={props.isOff}> · {say.off}</Show>
        </p>
      </div>
      <Show when={!isLive()}>
        <ConnectButton isQuiet words={say.manage} />
      </Show>
    </div>
  )
}
