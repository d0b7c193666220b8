import { createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { tell } from '../act.ts'
import { agent, sendFile, sentenceOf } from '../door.ts'
import { told } from '../told.ts'
import { words } from '../words.ts'
import { VideoRow } from './VideoRow.tsx'

/** What is over comes after what goes on; the newest first. */
export function Videos() {
  const sorted = createMemo(() => {
    const isOver = (it: (typeof told.videos)[number]) => it.state === 'published'
    const newest = told.videos.filter(it => it.state !== 'copy').toReversed()
    return [...newest.filter(it => !isOver(it)), ...newest.filter(isOver)]
  })
  return (
    <div class="grid gap-4">
      <DropZone />
      <section aria-label={words.videos.list}>
        <Show
          when={sorted().length > 0}
          fallback={
            <Show when={!told.isNew}>
              <div class="card text-center text-sm">
                <h2 class="font-semibold">{words.videos.none}</h2>
                <p class="quiet mt-1">{words.videos.noneWhy}</p>
              </div>
            </Show>
          }
        >
          <ul class="grid gap-3">
            <For each={sorted()}>{video => <VideoRow video={video} />}</For>
          </ul>
        </Show>
      </section>
    </div>
  )
}

/** A browser gives the bytes of what is dropped, so they are copied into the watched folder. */
function DropZone() {
  const say = words.drop
  const [settings] = createResource(() => agent.settings.read.query())
  const [isOver, setOver] = createSignal(false)
  const [wrong, setWrong] = createSignal<string | null>(null)
  let input: HTMLInputElement | undefined
  const take = async (files: FileList | null | undefined) => {
    setWrong(null)
    for (const file of files ?? []) {
      tell(say.copied(file.name))
      const reason = await sendFile(file).catch(sentenceOf)
      if (reason) setWrong(`${file.name}: ${reason}`)
      else tell(say.taken(file.name))
    }
  }
  return (
    <section
      class={`rounded-2xl border-2 border-dashed p-6 text-center text-sm ${
        isOver() ? 'border-brand bg-raised' : 'border-line'
      }`}
      aria-label={say.title}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer?.files)
      }}
    >
      <p class="text-base font-semibold">{say.title}</p>
      <p class="mt-1">
        {say.or}{' '}
        <button type="button" class="underline" onClick={() => input?.click()}>
          {say.choose}
        </button>
      </p>
      <input
        ref={input}
        type="file"
        accept="video/*"
        multiple
        class="hidden"
        aria-label={say.choose}
        onChange={event => void take(event.currentTarget.files)}
      />
      <Show when={settings()}>
        {it => <p class="quiet mt-2 break-all">{say.folder(it().watchDir)}</p>}
      </Show>
      <Show when={wrong()}>
        {text => (
          <p class="mt-2 text-us" role="alert">
            {text()}
          </p>
        )}
      </Show>
    </section>
  )
}
