import { Dialog } from '@kobalte/core/dialog'
import { createEffect, createMemo, createSignal, createUniqueId, For } from 'solid-js'
import { uiWords } from '../words.ts'
import { type Command, matching, pageCommands } from './commands.ts'
import { useShellCommands } from './shell-commands.ts'

/** Every page and action by its name: typed, chosen with the arrows, done with Enter. */
export function Palette(props: { isOpen: boolean; setIsOpen: (isOpen: boolean) => void }) {
  return (
    <Dialog open={props.isOpen} onOpenChange={props.setIsOpen}>
      <Dialog.Portal>
        <Dialog.Overlay class="fixed inset-0 z-40 bg-black/50" />
        <Dialog.Content class="card fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-xl overflow-hidden p-0 shadow-xl">
          <Dialog.Title class="sr-only">{uiWords().palette.title}</Dialog.Title>
          <Search done={() => props.setIsOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog>
  )
}

function Search(props: { done: () => void }) {
  const listId = createUniqueId()
  const shellCommands = useShellCommands()
  const [typed, setTyped] = createSignal('')
  const [at, setAt] = createSignal(0)
  const found = createMemo(() => matching([...pageCommands(), ...shellCommands()], typed()))
  const idOf = (index: number) => `${listId}-${index}`
  const choose = (command: Command | undefined) => {
    if (!command) return
    props.done()
    command.run()
  }
  const move = (by: number) =>
    setAt(index => (index + by + found().length) % Math.max(1, found().length))
  createEffect(() => document.getElementById(idOf(at()))?.scrollIntoView({ block: 'nearest' }))
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => choose(found()[at()]),
    }
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    step()
  }
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={found().length > 0 ? idOf(at()) : undefined}
        aria-autocomplete="list"
        aria-label={uiWords().palette.placeholder}
        placeholder={uiWords().palette.placeholder}
        class="w-full border-b border-line bg-transparent px-4 py-3 text-base outline-none"
        // At once: what is typed right after the key that opens it belongs here.
        ref={input => queueMicrotask(() => input.focus())}
        value={typed()}
        onInput={event => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label={uiWords().palette.title}
        class="max-h-[50dvh] overflow-y-auto p-2"
      >
        <For
          each={found()}
          fallback={<p class="quiet px-3 py-2 text-sm">{uiWords().palette.none}</p>}
        >
          {(command, index) => (
            <div
              id={idOf(index())}
              role="option"
              tabIndex={-1}
              aria-selected={index() === at()}
              class="flex cursor-pointer justify-between gap-3 rounded-lg px-3 py-2 text-sm aria-selected:bg-raised"
              onPointerMove={() => setAt(index())}
              onClick={() => choose(command)}
              onKeyDown={onKeyDown}
            >
              <span>{command.words}</span>
              <span class="quiet text-xs">{command.hint}</span>
            </div>
          )}
        </For>
      </div>
    </>
  )
}
