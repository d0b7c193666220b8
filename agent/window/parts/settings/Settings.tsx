import { PLATFORM_NAMES, PLATFORMS, type Platform } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { words } from '../../words.ts'
import { Mark } from '../Mark.tsx'
import { About } from './About.tsx'
import { FolderSetting, Group, Switch, TextField } from './fields.tsx'
import { Looks } from './Looks.tsx'
import { makeSettings, type SettingsState } from './settings.state.ts'

/** What `content config` changes, too; a hand in the file is as good. */
export function Settings(props: { again: () => void }) {
  const say = words.settings
  const state = makeSettings()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void state.save()
  }
  return (
    <div class="grid gap-4">
      <Show when={state.read.latest}>
        {it => (
          <form class="grid gap-4" onSubmit={submit}>
            <Show when={it().fault}>
              {fault => (
                <p class="note text-us" role="alert">
                  {say.fault} <span class="whitespace-pre-line">{fault()}</span>
                </p>
              )}
            </Show>
            <Fields state={state} />
            <Show when={state.isChanged()}>
              <div class="sticky bottom-3 z-10 flex flex-wrap items-center justify-between gap-2 rounded-2xl border border-line-strong bg-card p-3 text-sm shadow-lg">
                <p role="status">{say.unsaved}</p>
                <p class="flex gap-2">
                  <button type="button" class="button-quiet" onClick={() => state.undo()}>
                    {words.opened.cancel}
                  </button>
                  <button type="submit" class="button">
                    {say.save}
                  </button>
                </p>
              </div>
            </Show>
          </form>
        )}
      </Show>
      <Looks again={() => props.again()} />
      <About />
    </div>
  )
}

function Fields(props: { state: SettingsState }) {
  const say = words.settings
  const about = () => ({ state: props.state })
  return (
    <>
      <Group title={say.groups.folders}>
        <FolderSetting {...about()} name="watchDir" label={say.watchDir} />
        <FolderSetting {...about()} name="processedDir" label={say.processedDir} hint={say.stays} />
        <Switch {...about()} name="hasSubfolders" label={say.subfolders} />
      </Group>
      <Group title={say.groups.publishing}>
        <Platforms state={props.state} />
        <TextField {...about()} name="channels" label={say.channels} hint={say.channelsHow} />
      </Group>
      <Group title={say.groups.bandwidth}>
        <TextField
          {...about()}
          name="uploadLimitMbit"
          label={say.limit}
          hint={say.noLimit}
          isNumber
        />
        <TextField {...about()} name="uploadLimitHours" label={say.hours} hint={say.hoursHow} />
      </Group>
      <Group title={say.groups.files}>
        <Switch {...about()} name="usesBackendWords" label={say.ownWords} />
        <Switch {...about()} name="normalizesLoudness" label={say.loudness} />
        <Switch {...about()} name="burnsCaptions" label={say.captions} />
        <Switch {...about()} name="mayUseHardware" label={say.hardware} />
        <Switch {...about()} name="showsNotices" label={say.notices} />
        <Switch {...about()} name="sharesPreviews" label={say.previews} />
      </Group>
      <details class="card text-sm">
        <summary class="text-base font-semibold">{say.groups.advanced}</summary>
        <div class="mt-4 grid gap-4">
          <TextField
            {...about()}
            name="watchFolders"
            label={say.watchFolders}
            hint={say.watchFoldersHow}
            lines={4}
          />
          <TextField
            {...about()}
            name="videoExtensions"
            label={say.extensions}
            hint={say.extensionsHow}
          />
          <Switch {...about()} name="isPolled" label={say.polled} />
          <TextField {...about()} name="backendUrl" label={say.server} hint={say.serverHow} />
          <TextField {...about()} name="pins" label={say.pins} hint={say.pinsHow} lines={3} />
          <TextField {...about()} name="pinUpdateKey" label={say.pinKey} hint={say.pinKeyHow} />
        </div>
      </details>
    </>
  )
}

function Platforms(props: { state: SettingsState }) {
  // Safe cast: this setting is a list of platforms, here and at the agent.
  const chosen = () => (props.state.value('platforms') ?? []) as Platform[]
  const set = (name: Platform, isOn: boolean) =>
    props.state.change(
      'platforms',
      PLATFORMS.filter(it => (it === name ? isOn : chosen().includes(it))),
    )
  return (
    <fieldset class="grid gap-2">
      <legend class="mb-1 font-medium">{words.settings.platforms}</legend>
      <For each={PLATFORMS}>
        {name => (
          <label class="flex items-center gap-2">
            <input
              type="checkbox"
              class="size-4 accent-brand"
              checked={chosen().includes(name)}
              onChange={event => set(name, event.currentTarget.checked)}
            />
            <Mark platform={name} />
            {PLATFORM_NAMES[name]}
          </label>
        )}
      </For>
    </fieldset>
  )
}
