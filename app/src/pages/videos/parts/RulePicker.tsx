import type { Connection, PublishRule } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { LOOKS } from '../../../platforms/index.ts'

const isSame = (a: PublishRule, b: PublishRule) =>
  a.mode === b.mode &&
  (a.mode === 'review' || (Object.keys(a) as (keyof PublishRule)[]).every(key => a[key] === b[key]))

interface Props {
  connection: Connection
  save: (rule: PublishRule) => Promise<void>
}

/** What the creator agrees to for this channel: publish by itself, or ask. */
export function RulePicker(props: Props) {
  const look = () => LOOKS[props.connection.platform]
  const choices = () => look().rules
  const current = () => choices().findIndex(c => isSame(c.rule, props.connection.rule))
  const isBoxOn = () => look().box?.isOn(props.connection.rule) === true
  const withBox = (rule: PublishRule, isOn: boolean) => look().box?.set(rule, isOn) ?? rule
  const tick = async (box: HTMLInputElement) => {
    await props.save(withBox(props.connection.rule, box.checked))
    box.checked = isBoxOn()
  }
  const choose = async (list: HTMLSelectElement) => {
    const choice = choices()[Number(list.value)]
    if (choice) await props.save(withBox(choice.rule, isBoxOn()))
    // A rule that was refused must not look as if it were saved.
    list.value = String(current())
  }
  return (
    <div class="space-y-2 text-sm">
      <label class="block">
        <span class="quiet">When a video is ready</span>
        <select
          class="field mt-1 text-sm"
          value={current()}
          onChange={event => void choose(event.currentTarget)}
        >
          <For each={choices()}>
            {(choice, index) => (
              <option value={index()} selected={index() === current()}>
                {choice.words}
              </option>
            )}
          </For>
        </select>
      </label>
      <Show when={look().box}>
        {box => (
          <label class="flex items-start gap-2">
            <input
              type="checkbox"
              class="mt-0.5 size-4 shrink-0 accent-brand"
              checked={isBoxOn()}
              onChange={event => void tick(event.currentTarget)}
            />
            <span>
              {box().words} <span class="quiet">– {box().why}</span>
            </span>
          </label>
        )}
      </Show>
      <Show when={props.connection.rule.mode === 'review'}>
        <p class="quiet text-xs">
          Each video waits for your yes, on the computer where it is: <code>content approve</code>
        </p>
      </Show>
    </div>
  )
}
