import { createSignal, Show } from 'solid-js'
import { wish } from '../../act.ts'
import type { Video } from '../../told.ts'
import { instant, words } from '../../words.ts'

const TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** As a field for dates wants it, on this computer's clock: `2026-12-01T18:00` */
function localOf(date: Date): string {
  const at = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${at(date.getMonth() + 1)}-${at(date.getDate())}`
  return `${day}T${at(date.getHours())}:${at(date.getMinutes())}`
}

/** When a video goes out, on this computer's clock. */
export function Schedule(props: { video: Video }) {
  const say = words.opened
  const [local, setLocal] = createSignal('')
  const set = (at: { local: string; timeZone: string } | null) =>
    wish(
      { sha256: props.video.sha256, connectionId: null, wish: { kind: 'schedule', at } },
      say.timeSet,
    )
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (local()) void set({ local: local(), timeZone: TIME_ZONE })
  }
  return (
    <section>
      <h3 class="font-semibold">{say.schedule}</h3>
      <p class="quiet">
        <Show when={props.video.schedule} fallback={say.asap}>
          {date => words.videos.goesOut(instant(date().at))}
        </Show>
      </p>
      <form class="mt-2 flex flex-wrap items-center gap-2" onSubmit={submit}>
        <input
          type="datetime-local"
          class="field w-auto"
          aria-label={say.at}
          min={localOf(new Date())}
          value={local()}
          required
          onInput={event => setLocal(event.currentTarget.value)}
        />
        <button type="submit" class="button-quiet">
          {say.setTime}
        </button>
        <Show when={props.video.schedule}>
          <button type="button" class="button-bare" onClick={() => void set(null)}>
            {say.noTime}
          </button>
        </Show>
      </form>
    </section>
  )
}
