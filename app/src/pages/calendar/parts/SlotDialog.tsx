import { Dialog } from '@kobalte/core/dialog'
import { For } from 'solid-js'
import { Frame } from '../../../ui/Frame.tsx'
import { uiWords } from '../../../ui/words.ts'
import { instant } from '../../../words/format.ts'
import { momentOf } from '../../../words/zoned.ts'
import { type CalendarState, type Slot, words } from '../page.state.ts'

interface Props {
  slot: Slot
  state: CalendarState
  close: () => void
}

/** Which of the waiting videos goes out in an open slot. */
export function SlotDialog(props: Props) {
  const when = () => {
    const { at } = momentOf({ local: props.slot.local, timeZone: props.state.zone() })
    return instant(at.toISOString(), props.state.zone())
  }
  return (
    <Dialog open={true} onOpenChange={isOpen => !isOpen && props.close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content class="card fixed inset-x-4 top-[12dvh] z-50 mx-auto max-h-[76dvh] max-w-md overflow-y-auto shadow-xl">
          <Dialog.Title class="text-lg font-semibold">{words().fill(when())}</Dialog.Title>
          <ul class="mt-4 space-y-2">
            <For
              each={props.state.undated()}
              fallback={<li class="quiet text-sm">{words().noneToFill}</li>}
            >
              {({ row }) => (
                <li>
                  <button
                    type="button"
                    class="flex w-full items-center gap-3 rounded-lg border border-line p-2 text-start text-sm hover:bg-raised"
                    onClick={() => {
                      void props.state.schedule(row, props.slot.local)
                      props.close()
                    }}
                  >
                    <Frame src={row.previews[1]} class="h-14 w-10" />
                    <span class="min-w-0 break-words">{row.fileName}</span>
                  </button>
                </li>
              )}
            </For>
          </ul>
          <div class="mt-4 flex justify-end">
            <Dialog.CloseButton class="button-quiet">{uiWords().cancel}</Dialog.CloseButton>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  )
}
