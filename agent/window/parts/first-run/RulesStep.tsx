import { PLATFORM_NAMES, type Platform } from '@content/api/contract'
import { createResource, createSignal, For, Show } from 'solid-js'
import { member, useHurry } from '../../account.ts'
import { act } from '../../act.ts'
import { agent } from '../../door.ts'
import { words } from '../../words.ts'
import { ConnectButton } from '../Channels.tsx'
import { Mark } from '../Mark.tsx'
import { Step, type StepProps } from './Step.tsx'

/** Where a new video goes, what happens there, and what becomes of its file. */
export function RulesStep(props: StepProps) {
  const say = words.steps.rules
  const [settings] = createResource(() => agent.settings.read.query())
  const [changed, setChanged] = createSignal<ReadonlyMap<Platform, boolean>>(new Map())
  const [moves, setMoves] = createSignal<boolean | null>(null)
  useHurry()
  const connected = () => [...new Set((member()?.channels ?? []).map(it => it.platform))]
  const isOn = (platform: Platform) =>
    changed().get(platform) ?? settings.latest?.platforms.includes(platform) ?? true
  const rulesAt = (platform: Platform) =>
    (member()?.channels ?? [])
      .filter(it => it.platform === platform)
      .map(it => `${it.handle ?? it.label}: ${words.channels.rules[it.rule.mode]}`)
      .join(' · ')
  const next = async () => {
    const known = settings.latest
    if (!known) return props.next()
    const platforms = [...new Set([...known.platforms, ...changed().keys()])].filter(isOn)
    const change = { platforms, ...(moves() === false && { processedDir: null }) }
    if (await act(() => agent.settings.change.mutate(change))) props.next()
  }
  return (
    <Step title={say.title} why={say.why} back={props.back} next={() => void next()}>
      <div class="grid gap-2 text-sm">
        <For each={connected()} fallback={<p class="card quiet">{words.channels.none}</p>}>
          {platform => (
            <label class="card flex items-center gap-3">
              <Mark platform={platform} />
              <span class="min-w-0 grow [overflow-wrap:anywhere]">
                <span class="font-medium">{say.publish(PLATFORM_NAMES[platform])}</span>
                <span class="quiet block">{rulesAt(platform)}</span>
              </span>
              <input
                type="checkbox"
                class="size-5 accent-brand"
                checked={isOn(platform)}
                onChange={event =>
                  setChanged(new Map([...changed(), [platform, event.currentTarget.checked]]))
                }
              />
            </label>
          )}
        </For>
        <p>
          <ConnectButton isQuiet words={say.change} />
        </p>
      </div>
      <Show when={settings.latest?.processedDir}>
        {path => (
          <fieldset class="grid gap-2 text-sm">
            <legend class="mb-1 font-medium">{say.after}</legend>
            <For each={[true, false]}>
              {it => (
                <label class="flex items-start gap-2 [overflow-wrap:anywhere]">
                  <input
                    type="radio"
                    name="moves"
                    class="mt-0.5 size-4 shrink-0 accent-brand"
                    checked={(moves() ?? true) === it}
                    onChange={() => setMoves(it)}
                  />
                  {it ? say.moves(path()) : say.stays}
                </label>
              )}
            </For>
          </fieldset>
        )}
      </Show>
    </Step>
  )
}
