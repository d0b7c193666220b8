import { type Brand, isReadable, LOGO_MAX_BYTES } from '@content/api/contract'
import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { makeAction } from '../../../../ui/form/action.ts'
import { Confirm } from '../../../../ui/form/Confirm.tsx'
import { Field } from '../../../../ui/form/Field.tsx'
import { Outcome } from '../../../../ui/state/Outcome.tsx'
import { brandWords } from '../words.ts'
import { type BrandState, base64Of } from './brand.state.ts'

const OUR_COLOUR = '#0f766e'

/** Chooses name, colour and picture, and shows at once what becomes of them. */
export function BrandForm(props: { look: Brand; state: BrandState }) {
  const [name, setName] = createSignal(props.look.name ?? '')
  const [colour, setColour] = createSignal(props.look.colour ?? OUR_COLOUR)
  const [file, setFile] = createSignal<File | null>(null)
  const [isWithout, setIsWithout] = createSignal(false)
  const picture = createMemo(() => {
    const chosen = file()
    if (!chosen) return isWithout() ? null : props.look.logoUrl
    const url = URL.createObjectURL(chosen)
    onCleanup(() => URL.revokeObjectURL(url))
    return url
  })
  const saving = makeAction(async () => {
    const chosen = file()
    const logo = chosen ? { logo: await base64Of(chosen) } : isWithout() ? { logo: null } : {}
    await props.state.save({ name: name(), colour: colour(), ...logo })
    setFile(null)
    setIsWithout(false)
  })
  const remove = async () => {
    await props.state.remove()
    saving.clear()
    setName('')
    setColour(OUR_COLOUR)
    setFile(null)
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void saving.run()
  }
  return (
    <form class="grid gap-5 md:grid-cols-2" onSubmit={submit}>
      <div class="space-y-4">
        <Field
          label={brandWords().name}
          name="brand-name"
          value={name()}
          onInput={event => setName(event.currentTarget.value)}
          maxlength={40}
          autocomplete="off"
          required
        />
        <label class="block text-sm font-medium">
          {brandWords().colour}
          <span class="mt-1 flex items-center gap-3">
            <input
              type="color"
              class="h-10 w-16 rounded-lg border border-stone-300 p-1 dark:border-stone-700"
              value={colour()}
              onInput={event => setColour(event.currentTarget.value)}
            />
            <code class="text-sm">{colour()}</code>
          </span>
        </label>
        <Show when={!isReadable(colour())}>
          <p class="text-sm text-amber-800 dark:text-amber-200">{brandWords().unreadable}</p>
        </Show>
        <label class="block text-sm font-medium">
          {brandWords().picture}
          <input
            type="file"
            accept="image/png,image/webp"
            class="mt-1 block w-full text-sm"
            onChange={event => setFile(event.currentTarget.files?.[0] ?? null)}
          />
          <span class="quiet mt-1 block text-xs font-normal">
            {brandWords().pictureHint(LOGO_MAX_BYTES / 1024)}
          </span>
        </label>
        <Show when={props.look.logoUrl && !file()}>
          <label class="flex items-center gap-3 text-sm">
            <input
              type="checkbox"
              class="size-4 accent-brand"
              checked={isWithout()}
              onChange={event => setIsWithout(event.currentTarget.checked)}
            />
            {brandWords().without}
          </label>
        </Show>
        <div class="flex flex-wrap gap-2">
          <button type="submit" class="button" disabled={saving.isBusy()}>
            {brandWords().save}
          </button>
          <Show when={props.look.name !== null}>
            <Confirm
              words={brandWords().ours}
              title={brandWords().oursTitle}
              confirm={brandWords().oursRun}
              work={remove}
            >
              <p>{brandWords().oursAbout}</p>
            </Confirm>
          </Show>
        </div>
        <Outcome action={saving} done={brandWords().saved} />
      </div>
      <Preview name={name()} colour={colour()} picture={picture()} />
    </form>
  )
}

function Preview(props: { name: string; colour: string; picture: string | null }) {
  return (
    <figure class="self-start rounded-xl border border-line p-4">
      <figcaption class="quiet text-xs">{brandWords().preview}</figcaption>
      <div class="mt-3 flex items-center gap-3">
        <img src={props.picture ?? '/icon.svg'} alt="" class="size-9 object-contain" />
        <p class="min-w-0 truncate text-xl font-bold tracking-tight">
          {props.name || brandWords().yourName}
        </p>
      </div>
      <p class="mt-4">
        <span class="button" style={{ background: props.colour }}>
          {brandWords().button}
        </span>
      </p>
    </figure>
  )
}
