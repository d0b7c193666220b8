import { createEffect, For } from 'solid-js'
import { words } from '../words.ts'

/** The keys of this window, as a list. */
export function Keys(props: { isOpen: boolean; close: () => void }) {
  const say = words.keys
  let dialog: HTMLDialogElement | undefined
  createEffect(() => {
    if (props.isOpen) dialog?.showModal()
    else dialog?.close()
  })
  return (
    <dialog
      ref={dialog}
      class="m-auto w-full max-w-sm rounded-2xl border border-line bg-card p-5 text-ink backdrop:bg-black/50"
      aria-labelledby="keys-title"
      onClose={() => props.close()}
    >
      <h2 id="keys-title" class="text-lg font-semibold">
        {say.title}
      </h2>
      <dl class="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm">
        <For each={Object.entries(say.list)}>
          {([key, does]) => (
            <>
              <dt>
                <kbd class="rounded border border-line-strong px-1.5 py-0.5 font-mono">{key}</kbd>
              </dt>
              <dd>{does}</dd>
            </>
          )}
        </For>
      </dl>
      <button type="button" class="button-quiet mt-4" onClick={() => props.close()}>
        {say.close}
      </button>
    </dialog>
  )
}
