import { createResource, createSignal, onCleanup, Show } from 'solid-js'
import { wish } from '../../act.ts'
import { agent } from '../../door.ts'
import type { Video } from '../../told.ts'
import { length, words } from '../../words.ts'

const REST_MS = 250

/** Chooses the moment whose picture stands for the video. */
export function Cover(props: { video: Video; sha256: string; durationMs: number }) {
  const say = words.cover
  const [atMs, setAtMs] = createSignal(props.video.coverMs ?? Math.round(props.durationMs / 2))
  // What the hand only passes over is not made.
  const [restsAt, setRestsAt] = createSignal(atMs())
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const slide = (ms: number) => {
    setAtMs(ms)
    clearTimeout(timer)
    timer = setTimeout(() => setRestsAt(ms), REST_MS)
  }
  const [isOpen, setOpen] = createSignal(false)
  const [picture] = createResource(
    () => isOpen() && { sha256: props.sha256, atMs: restsAt() },
    wanted => agent.frame.query(wanted).catch(() => null),
  )
  const choose = (at: number | null) =>
    wish(
      { sha256: props.sha256, connectionId: null, wish: { kind: 'cover', atMs: at } },
      at === null ? say.usualSaved : say.saved(length(at)),
    )
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary class="font-semibold">{say.title}</summary>
      <div class="mt-2 flex flex-wrap items-end gap-3">
        <div class="grid aspect-video w-40 place-items-center overflow-hidden rounded-lg bg-raised">
          <Show when={picture.latest}>
            {src => (
              <img src={src()} alt={say.at(length(atMs()))} class="size-full object-contain" />
            )}
          </Show>
        </div>
        <div class="grid min-w-48 flex-1 gap-2">
          <label>
            {say.at(length(atMs()))}
            <input
              type="range"
              class="mt-1 block w-full accent-brand"
              min={0}
              max={Math.max(0, props.durationMs - 1)}
              step={100}
              value={atMs()}
              onInput={event => slide(Number(event.currentTarget.value))}
            />
          </label>
          <p class="flex flex-wrap gap-2">
            <button type="button" class="button-quiet" onClick={() => void choose(atMs())}>
              {say.choose}
            </button>
            <Show when={props.video.coverMs !== null}>
              <button type="button" class="button-bare" onClick={() => void choose(null)}>
                {say.usual}
              </button>
            </Show>
          </p>
        </div>
      </div>
    </details>
  )
}
