import { createUniqueId, type JSX, Show } from 'solid-js'
import { Refused } from '../state/Refused.tsx'
import { uiWords } from '../words.ts'
import { makeAction } from './action.ts'

interface Props {
  /** What the button on the page says, and for whom when there are several of its kind. */
  words: string
  about?: string
  title: string
  /** What the button that does it says, and the one that does not. */
  confirm: string
  keep?: string
  class?: string
  isDisabled?: boolean
  onOpen?: () => void
  work: () => Promise<unknown>
  children: JSX.Element
}

/** A button that asks once more, before what costs money or cannot be undone. */
export function Confirm(props: Props) {
  const id = createUniqueId()
  const acting = makeAction(() => props.work())
  let dialog: HTMLDialogElement | undefined
  const open = () => {
    acting.clear()
    props.onOpen?.()
    dialog?.showModal()
  }
  const confirm = async () => {
    if (await acting.run()) dialog?.close()
  }
  return (
    <>
      {/* First: the last of a column has no gap below it, and this one is not seen. */}
      <dialog
        ref={it => {
          dialog = it
        }}
        aria-labelledby={id}
        class="card m-auto w-[min(28rem,calc(100vw-2rem))] text-start text-base font-normal text-ink shadow-xl backdrop:bg-black/50"
      >
        <h2 id={id} class="text-lg font-semibold">
          {props.title}
        </h2>
        <div class="mt-3 space-y-3 text-sm">{props.children}</div>
        <Show when={acting.problem()}>
          {problem => <Refused problem={problem()} class="mt-3" />}
        </Show>
        <div class="mt-6 flex flex-wrap justify-end gap-2">
          <button type="button" class="button-quiet" onClick={() => dialog?.close()}>
            {props.keep ?? uiWords().cancel}
          </button>
          <button
            type="button"
            class="button"
            disabled={acting.isBusy()}
            aria-busy={acting.isBusy()}
            onClick={() => void confirm()}
          >
            {props.confirm}
          </button>
        </div>
      </dialog>
      <button
        type="button"
        class={props.class ?? 'button-quiet'}
        disabled={props.isDisabled ?? false}
        onClick={open}
      >
        {props.words}
        <Show when={props.about}>{about => <span class="sr-only"> {about()}</span>}</Show>
      </button>
    </>
  )
}
