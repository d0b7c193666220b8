import { PLATFORM_NAMES, PLATFORMS, type Platform } from '@content/api/contract'
import { createResource, For, Show } from 'solid-js'
import { act } from '../act.ts'
import { agent } from '../door.ts'
import { words } from '../words.ts'

type Read = Awaited<ReturnType<typeof agent.settings.read.query>>

/** What `content config` changes, too; a hand in the file is as good. */
export function Settings() {
  const [read, { refetch }] = createResource(() => agent.settings.read.query())
  const [version] = createResource(() => agent.version.query())
  const save = async (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault()
    const change = changeIn(new FormData(event.currentTarget))
    if (await act(() => agent.settings.change.mutate(change), words.settings.saved)) void refetch()
  }
  return (
    <div class="grid gap-4">
      <Show when={read()}>
        {it => (
          <form class="card grid gap-4 text-sm" onSubmit={save}>
            <Show when={it().fault}>
              {fault => (
                <p class="text-us" role="alert">
                  {words.settings.fault} <span class="whitespace-pre-line">{fault()}</span>
                </p>
              )}
            </Show>
            <Fields it={it()} />
            <p>
              <button type="submit" class="button">
                {words.settings.save}
              </button>
            </p>
          </form>
        )}
      </Show>
      <section class="card flex flex-wrap items-center justify-between gap-2 text-sm">
        <p class="quiet">
          {words.settings.quitWhy} {words.settings.version(version() ?? '')}
        </p>
        <button type="button" class="button-quiet" onClick={() => act(() => agent.quit.mutate())}>
          {words.settings.quit}
        </button>
      </section>
    </div>
  )
}

const FLAGS = {
  showsNotices: 'notices',
  sharesPreviews: 'previews',
  mayUseHardware: 'hardware',
  normalizesLoudness: 'loudness',
  burnsCaptions: 'captions',
} as const
type Flag = keyof typeof FLAGS
const FLAG_NAMES = Object.keys(FLAGS) as Flag[]

function Fields(props: { it: Read }) {
  const say = words.settings
  return (
    <>
      <TextField name="watchDir" label={say.watchDir} value={props.it.watchDir} isNeeded />
      <TextField
        name="processedDir"
        label={say.processedDir}
        value={props.it.processedDir ?? ''}
        hint={say.stays}
      />
      <fieldset>
        <legend class="font-medium">{say.platforms}</legend>
        <For each={PLATFORMS}>
          {name => (
            <label class="mt-1 flex items-center gap-2">
              <input
                type="checkbox"
                class="size-4 accent-brand"
                name="platforms"
                value={name}
                checked={props.it.platforms.includes(name)}
              />
              {PLATFORM_NAMES[name]}
            </label>
          )}
        </For>
      </fieldset>
      <TextField
        name="uploadLimitMbit"
        label={say.limit}
        value={props.it.uploadLimitMbit?.toString() ?? ''}
        hint={say.noLimit}
        isNumber
      />
      <TextField
        name="uploadLimitHours"
        label={say.hours}
        value={props.it.uploadLimitHours ?? ''}
        hint={say.hoursHow}
      />
      <For each={FLAG_NAMES}>
        {name => (
          <label class="flex items-start gap-2">
            <input
              type="checkbox"
              class="mt-0.5 size-4 shrink-0 accent-brand"
              name={name}
              checked={props.it[name]}
            />
            {say[FLAGS[name]]}
          </label>
        )}
      </For>
    </>
  )
}

interface TextFieldProps {
  name: string
  label: string
  value: string
  hint?: string
  isNeeded?: boolean
  isNumber?: boolean
}

function TextField(props: TextFieldProps) {
  return (
    <label class="font-medium">
      {props.label}
      <input
        class="field mt-1 font-normal"
        name={props.name}
        value={props.value}
        required={props.isNeeded}
        inputmode={props.isNumber ? 'decimal' : undefined}
      />
      <Show when={props.hint}>
        <span class="quiet mt-1 block font-normal">{props.hint}</span>
      </Show>
    </label>
  )
}

/** What the form says; an empty field means none. */
function changeIn(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const limit = text('uploadLimitMbit').replace(',', '.')
  const flags = FLAG_NAMES.map(name => [name, form.has(name)])
  return {
    watchDir: text('watchDir'),
    processedDir: text('processedDir') || null,
    // Safe cast: these are the values of its own boxes.
    platforms: form.getAll('platforms') as Platform[],
    uploadLimitMbit: limit ? Number(limit) : null,
    uploadLimitHours: text('uploadLimitHours') || null,
    ...(Object.fromEntries(flags) as Record<Flag, boolean>),
  }
}
