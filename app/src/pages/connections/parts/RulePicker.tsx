import type { Connection, PublishRule } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { LOOKS } from '../../../platforms/index.ts'
import { connectionsWords } from '../words.ts'

const isSame = (a: PublishRule, b: PublishRule) =>
  a.mode === b.mode &&
  (a.mode === 'review' || (Object.keys(a) as (keyof PublishRule)[]).every(key => a[key] === b[key]))

interface Props {
  connection: Connection
  save: (rule: PublishRule) => void
}

/** What the creator agrees to for this channel: publish by itself, or ask. */
export function RulePicker(props: Props) {
  const words = () => connectionsWords().rule
  const look = () => LOOKS[props.connection.platform]
  const choices = () => look().rules
  const current = () => choices().findIndex(c => isSame(c.rule, props.connection.rule))
  const isBoxOn = () => look().box?.isOn(props.connection.rule) === true
  const withBox = (rule: PublishRule, isOn: boolean) => look().box?.set(rule, isOn) ?? rule
  const choose = (index: number) => {
    const choice = choices()[index]
    if (choice) props.save(withBox(choice.rule, isBoxOn()))
  }
  return (
    <div class="space-y-2 text-sm">
      <label class="block">
        <span class="quiet">{words().label}</span>
        <select
          class="field mt-1 text-sm"
          value={current()}
          onChange={event => choose(Number(event.currentTarget.value))}
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
              onChange={event =>
                props.save(withBox(props.connection.rule, event.currentTarget.checked))
              }
            />
            <span>
              {box().words} <span class="quiet">– {box().why}</span>
            </span>
          </label>
        )}
      </Show>
      <Show when={props.connection.rule.mode === 'review'}>
        <p class="quiet text-xs">{words().review}</p>
      </Show>
    </div>
  )
}
