import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { tell } from '../act.ts'
import { sendFile } from '../door.ts'
import { sentenceOf } from '../faults/sentence.ts'
import { words } from '../words.ts'

/** A browser gives the bytes of what is dropped, so they are copied into the watched folder. */
export function DropZone(props: { folder: string | undefined; isSmall?: boolean }) {
  const say = words.drop
  const [isOver, setOver] = createSignal(false)
  const [wrong, setWrong] = createSignal<string[]>([])
  let input: HTMLInputElement | undefined
  const take = async (files: FileList | null | undefined) => {
    setWrong([])
    for (const file of files ?? []) {
      tell(say.copied(file.name))
      const reason = await sendFile(file).catch(sentenceOf)
      if (reason) setWrong(all => [...all, `${file.name}: ${reason}`])
      else tell(say.taken(file.name))
    }
    if (input) input.value = ''
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer?.files)
  }
  // Wherever in the window it is let go of: a browser would else leave the page for the file.
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
  onMount(() => {
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
  })
  onCleanup(() => {
    document.removeEventListener('dragover', over)
    document.removeEventListener('dragleave', leave)
    document.removeEventListener('drop', drop)
  })
  return (
    <section
      class={`rounded-2xl border-2 border-dashed text-center text-sm ${
        isOver() ? 'border-brand bg-raised' : 'border-line-strong'
      } ${props.isSmall ? 'p-3' : 'p-6'}`}
      aria-label={say.title}
    >
      <p class={props.isSmall ? 'inline' : 'text-base font-semibold'}>{say.title}</p>{' '}
      <p class={props.isSmall ? 'inline' : 'mt-1'}>
        {say.or}{' '}
        <button type="button" class="underline" data-choose onClick={() => input?.click()}>
          {say.choose}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        accept="video/*,.mkv,.mts,.m2ts"
        multiple
        class="hidden"
        aria-label={say.choose}
        onChange={event => void take(event.currentTarget.files)}
      />
      <Show when={props.folder}>
        {path => <p class="quiet mt-1 [overflow-wrap:anywhere]">{say.folder(path())}</p>}
      </Show>
      <Show when={wrong().length > 0}>
        <p class="mt-2 whitespace-pre-line text-us" role="alert">
          {wrong().join('\n')}
        </p>
      </Show>
    </section>
  )
}
