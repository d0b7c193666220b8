import { Dialog } from '@kobalte/core/dialog'
import { createSignal, For, onCleanup } from 'solid-js'
import { uiWords } from '../words.ts'
import { HelpLink } from './HelpLink.tsx'

type Keys = readonly (readonly string[])[]
const [pageKeys, setPageKeys] = createSignal<readonly (() => Keys)[]>([])

/** A page's own keys, in the list that `?` shows. */
export function useKeyHelp(keys: () => Keys): void {
  setPageKeys(all => [...all, keys])
  onCleanup(() => setPageKeys(all => all.filter(it => it !== keys)))
}

/** Which keys there are, those of the page first. */
export function KeyHelp(props: { isOpen: boolean; setIsOpen: (isOpen: boolean) => void }) {
  const keys = () => [...pageKeys().flatMap(it => it()), ...uiWords().palette.keysAre]
  return (
    <Dialog open={props.isOpen} onOpenChange={props.setIsOpen}>
      <Dialog.Portal>
        <Dialog.Overlay class="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content class="card fixed inset-x-4 top-[12dvh] z-50 mx-auto max-h-[76dvh] max-w-md overflow-y-auto shadow-xl">
          <div class="mb-4 flex items-center justify-between">
            <Dialog.Title class="text-lg font-semibold">{uiWords().palette.keys}</Dialog.Title>
            <Dialog.CloseButton class="button-quiet">{uiWords().close}</Dialog.CloseButton>
          </div>
          <HelpLink class="button mb-4 block text-center" />
          <dl class="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
            <For each={keys()}>
              {([key, words]) => (
                <>
                  <dt>
                    <kbd class="rounded border border-line bg-raised px-1.5 py-0.5">{key}</kbd>
                  </dt>
                  <dd>{words}</dd>
                </>
              )}
            </For>
          </dl>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  )
}
