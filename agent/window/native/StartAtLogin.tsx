import { createResource, Show } from 'solid-js'
import { act } from '../act.ts'
import { agent } from '../door.ts'
import { nativeWords } from '../words/native.ts'

/** Whether the agent is there, in the tray, from when the person signs in to this computer. */
export function StartAtLogin() {
  const [isOn, { mutate }] = createResource(() => agent.startsAtLogin.read.query())
  const change = async (next: boolean) => {
    mutate(next)
    if (!(await act(() => agent.startsAtLogin.change.mutate(next)))) mutate(!next)
  }
  return (
    <Show when={isOn() !== undefined}>
      <label class="flex items-start gap-2">
        <input
          type="checkbox"
          class="mt-0.5 size-4 shrink-0 accent-brand"
          checked={isOn()}
          onChange={event => void change(event.currentTarget.checked)}
        />
        {nativeWords.login}
      </label>
    </Show>
  )
}
