import { onMount } from 'solid-js'
import { render } from 'solid-js/web'
import { act } from '../act.ts'
import { sending } from '../counts.ts'
import { agent } from '../door.ts'
import { nativeWords } from '../words/native.ts'
import { tellCore } from './runtime.ts'

/** Ends the agent; while something is being sent, only after a yes. */
export function askToQuit(): void {
  if (sending() === 0) return void quit()
  if (document.querySelector('dialog[open]')) return
  void tellCore('openWindow')
  const place = document.body.appendChild(document.createElement('div'))
  const close = render(() => <QuitQuestion close={() => gone()} />, place)
  const gone = () => {
    close()
    place.remove()
  }
}

const quit = () => act(() => agent.quit.mutate())

function QuitQuestion(props: { close: () => void }) {
  const say = nativeWords
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  return (
    <dialog
      ref={dialog}
      class="card m-auto max-w-sm text-ink backdrop:bg-black/40"
      aria-labelledby="quit-title"
      onClose={() => props.close()}
    >
      <h2 id="quit-title" class="font-semibold">
        {say.quitTitle(sending())}
      </h2>
      <p class="quiet mt-1 text-sm">{say.quitWhy}</p>
      <form method="dialog" class="mt-4 flex flex-wrap justify-end gap-2">
        <button type="button" class="button-quiet" onClick={() => void quit()}>
          {say.quitNow}
        </button>
        <button type="submit" class="button" autofocus>
          {say.goOn}
        </button>
      </form>
    </dialog>
  )
}
