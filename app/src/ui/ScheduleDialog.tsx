import type { LocalTime } from '@content/api/contract'
import { Dialog } from '@kobalte/core/dialog'
import { createSignal, Show } from 'solid-js'
import { de } from '../words/de/review.ts'
import { en } from '../words/en/review.ts'
import { clockWithZone, instant } from '../words/format.ts'
import { wordsIn } from '../words/locale.ts'
import { asLocal, momentOf, wallAt } from '../words/zoned.ts'
import { uiWords } from './words.ts'

const words = wordsIn({ en, de })
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

interface Props {
  title: string
  /** The workspace's. */
  timeZone: string
  /** The time shown first, as that zone's clock has it, or as a moment. */
  first?: string
  firstAt?: string | null
  close: () => void
  choose: (at: LocalTime | null) => void
}

const shownAt = (at: string | null | undefined, timeZone: string) =>
  at ? asLocal(wallAt(new Date(at), timeZone)) : ''

/** Chooses when something goes out, and says what the clocks do with that time. */
export function ScheduleDialog(props: Props) {
  const [local, setLocal] = createSignal(props.first ?? shownAt(props.firstAt, props.timeZone))
  const [zone, setZone] = createSignal(props.timeZone)
  const meant = () => (local() ? momentOf({ local: local(), timeZone: zone() }) : null)
  const note = () => {
    const it = meant()
    if (!it) return ''
    if (it.at.getTime() <= Date.now()) return words().isOver
    return it.oddity ? words()[it.oddity](clockWithZone(it.at.toISOString(), zone())) : ''
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!local() || note() === words().isOver) return
    props.choose({ local: local(), timeZone: zone() })
  }
  return (
    <Dialog open={true} onOpenChange={isOpen => !isOpen && props.close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content class="card fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-md shadow-xl">
          <Dialog.Title class="text-lg font-semibold break-all">{props.title}</Dialog.Title>
          <form class="mt-4 space-y-4" onSubmit={submit}>
            <label class="block text-sm font-medium">
              {words().when}
              <input
                type="datetime-local"
                class="field mt-1"
                required
                value={local()}
                onInput={event => setLocal(event.currentTarget.value.slice(0, 16))}
              />
            </label>
            <label class="block text-sm font-medium">
              {words().zone}
              <select
                class="field mt-1"
                value={zone()}
                onChange={event => setZone(event.currentTarget.value)}
              >
                {[...new Set([props.timeZone, HERE])].map(it => (
                  <option value={it}>{it}</option>
                ))}
              </select>
            </label>
            <p aria-live="polite" class="text-sm font-medium">
              {note()}
            </p>
            <Show when={zone() !== HERE && meant()}>
              {it => <p class="quiet text-sm">{words().means(instant(it().at.toISOString()))}</p>}
            </Show>
            <div class="flex flex-wrap justify-end gap-2">
              <Dialog.CloseButton class="button-quiet">{uiWords().cancel}</Dialog.CloseButton>
              <button type="button" class="button-quiet" onClick={() => props.choose(null)}>
                {words().atOnce}
              </button>
              <button type="submit" class="button">
                {words().scheduleDo}
              </button>
            </div>
          </form>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  )
}
