import { For, onMount } from 'solid-js'
import { wish } from '../../act.ts'
import type { At, Video } from '../../told.ts'
import { words } from '../../words.ts'

/** Asks once whether a video is to be cancelled, and says what cannot be taken back. */
export function CancelQuestion(props: { video: Video; close: () => void }) {
  const say = words.cancel
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  const at = (state: At['state']) =>
    props.video.publications.filter(it => it.state === state).map(it => it.label)
  const stays = () => [...at('published').map(say.isOut), ...at('confirming').map(say.mayAppear)]
  const cancel = async () => {
    const aim = { sha256: props.video.sha256, connectionId: null }
    dialog?.close()
    await wish({ ...aim, wish: { kind: 'cancel' } }, say.done(props.video.file))
  }
  return (
    <dialog
      ref={dialog}
      class="card m-auto w-[calc(100%-2rem)] max-w-md text-sm text-ink backdrop:bg-black/40"
      aria-label={say.title(props.video.file)}
      onClose={() => props.close()}
    >
      <h2 class="text-base font-semibold [overflow-wrap:anywhere]">
        {say.title(props.video.file)}
      </h2>
      <p class="quiet mt-1">{say.why}</p>
      <For each={stays()}>{it => <p class="mt-1 text-you">{it}</p>}</For>
      <form method="dialog" class="mt-4 flex flex-wrap justify-end gap-2">
        <button type="button" class="button-quiet" onClick={() => void cancel()}>
          {say.yes}
        </button>
        <button type="submit" class="button" autofocus>
          {say.no}
        </button>
      </form>
    </dialog>
  )
}
