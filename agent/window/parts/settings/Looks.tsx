import { For } from 'solid-js'
import { act } from '../../act.ts'
import { changeLook, look } from '../../look.ts'
import { StartAtLogin } from '../../native/StartAtLogin.tsx'
import { words } from '../../words.ts'
import { Group } from './fields.tsx'

const THEMES = ['system', 'light', 'dark'] as const
const LANGUAGES = ['auto', 'en', 'de'] as const

/** How this window looks; it holds at once, with nothing to save. */
export function Looks(props: { again: () => void }) {
  const say = words.settings
  return (
    <Group title={say.groups.look}>
      <div class="grid gap-4 sm:grid-cols-2">
        <label class="font-medium">
          {say.theme}
          <select
            class="field mt-1 font-normal"
            onChange={event => {
              const theme = THEMES.find(it => it === event.currentTarget.value)
              if (theme) void act(() => changeLook({ theme }))
            }}
          >
            <For each={THEMES}>
              {it => (
                <option value={it} selected={look()?.theme === it}>
                  {say.themes[it]}
                </option>
              )}
            </For>
          </select>
        </label>
        <label class="font-medium">
          {say.language}
          <select
            class="field mt-1 font-normal"
            onChange={event => {
              const chosen = LANGUAGES.find(it => it === event.currentTarget.value)
              const language = chosen === 'auto' || !chosen ? null : chosen
              void act(() => changeLook({ language }))
            }}
          >
            <For each={LANGUAGES}>
              {it => (
                <option value={it} selected={(look()?.language ?? 'auto') === it}>
                  {say.languages[it]}
                </option>
              )}
            </For>
          </select>
        </label>
      </div>
      <StartAtLogin />
      <p>
        <button type="button" class="button-quiet" onClick={() => props.again()}>
          {say.again}
        </button>
      </p>
    </Group>
  )
}
