import type { WaitingRow } from '@content/api/contract'
import { createSignal, For } from 'solid-js'
import { words } from '../page.state.ts'

/** Where in a video its small pictures were taken. */
const SHARES = [0.1, 0.5, 0.9]

interface Props {
  row: WaitingRow
  pictures: string[]
  choose: (atMs: number | null) => void
}

/** Chooses the moment whose picture stands for the video. */
export function Cover(props: Props) {
  const [atMs, setAtMs] = createSignal(0)
  const lengthMs = () => props.row.durationMs ?? 0
  const seconds = () => (atMs() / 1000).toFixed(1)
  return (
    <details class="text-sm">
      <summary class="cursor-pointer font-medium">{words().cover}</summary>
      <div class="mt-3 space-y-3">
        <div class="flex gap-2">
          <For each={props.pictures}>
            {(src, index) => (
              <button
                type="button"
                class="overflow-hidden rounded-lg border border-line"
                onClick={() => setAtMs(Math.round(lengthMs() * (SHARES[index()] ?? 0)))}
              >
                <img class="h-20" src={src} alt={words().frame(index() + 1)} />
              </button>
            )}
          </For>
        </div>
        <label class="block">
          {words().coverAt(seconds())}
          <input
            type="range"
            class="mt-1 block w-full accent-brand"
            min={0}
            max={Math.max(0, lengthMs() - 1)}
            step={100}
            value={atMs()}
            onInput={event => setAtMs(Number(event.currentTarget.value))}
          />
        </label>
        <div class="flex flex-wrap gap-2">
          <button type="button" class="button-quiet" onClick={() => props.choose(atMs())}>
            {words().coverSave}
          </button>
          <button type="button" class="button-quiet" onClick={() => props.choose(null)}>
            {words().coverUsual}
          </button>
        </div>
      </div>
    </details>
  )
}
