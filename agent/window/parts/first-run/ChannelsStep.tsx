import { For, Show } from 'solid-js'
import { member, useHurry } from '../../account.ts'
import { words } from '../../words.ts'
import { ChannelCard, ConnectButton } from '../Channels.tsx'
import { Offline } from '../Offline.tsx'
import { Step, type StepProps } from './Step.tsx'

/** Channels are connected in the browser; what was connected there shows up here by itself. */
export function ChannelsStep(props: StepProps) {
  const say = words.steps.channels
  const channels = () => member()?.channels ?? []
  useHurry()
  return (
    <Step {...props} title={say.title} why={say.why} isLater={channels().length === 0}>
      <Offline />
      <div class="grid gap-2 text-sm">
        <For each={channels()}>{it => <ChannelCard channel={it} />}</For>
        <Show when={channels().length === 0}>
          <p class="card quiet text-center" role="status">
            {say.none} {say.waiting}
          </p>
        </Show>
      </div>
      <p>
        <Show when={channels().length > 0} fallback={<ConnectButton />}>
          <ConnectButton isQuiet words={words.channels.connectMore} />
        </Show>
      </p>
    </Step>
  )
}
