import { createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { BUCKETS, type Bucket, bucketOf, isFound, sortVideos } from '../../buckets.ts'
import { agent } from '../../door.ts'
import { listed, nameOf, told, videoNamed } from '../../told.ts'
import { number, words } from '../../words.ts'
import { DropZone } from '../DropZone.tsx'
import { SearchField } from '../SearchField.tsx'
import { VideoRow } from './VideoRow.tsx'

const FIRST = 50
const MORE = 100
/** A handful is seen at a glance, and needs nothing to look through it with. */
const FEW = 5

type Wanted = Bucket | 'all'

/** Every video, what needs somebody first. */
export function Videos() {
  const [settings] = createResource(() => agent.settings.read.query())
  const [wanted, setWanted] = createSignal<Wanted>('all')
  const [text, setText] = createSignal('')
  const [most, setMost] = createSignal(FIRST)
  const sorted = createMemo(() => sortVideos(listed()))
  const counts = createMemo(() => {
    const all: Record<Wanted, number> = { all: sorted().length, needsMe: 0, goingOut: 0, done: 0 }
    for (const video of sorted()) all[bucketOf(video)] += 1
    return all
  })
  const fitting = createMemo(() => {
    const bucket = wanted()
    const inBucket = bucket === 'all' ? sorted() : sorted().filter(it => bucketOf(it) === bucket)
    return inBucket.filter(it => isFound(it, text()))
  })
  const names = createMemo(() => fitting().slice(0, most()).map(nameOf))
  const clear = () => {
    setWanted('all')
    setText('')
  }
  return (
    <div class="grid gap-4">
      <DropZone folder={settings()?.watchDir} isSmall={counts().all > 0} />
      <section aria-label={words.videos.list} class="grid gap-3">
        <Show when={counts().all > FEW || wanted() !== 'all' || text() !== ''}>
          <Filters
            {...{ counts: counts(), wanted: wanted(), text: text() }}
            choose={it => {
              setMost(FIRST)
              setWanted(it)
            }}
            search={it => {
              setMost(FIRST)
              setText(it)
            }}
          />
        </Show>
        <Show when={counts().all > 0} fallback={<None isNew={told.isNew} />}>
          <Show when={names().length > 0} fallback={<NoneFits clear={clear} />}>
            <ul class="grid gap-3">
              <For each={names()}>
                {name => (
                  <Show when={videoNamed(name)}>{video => <VideoRow video={video()} />}</Show>
                )}
              </For>
            </ul>
            <Show when={fitting().length > names().length}>
              <p class="flex items-center justify-center gap-3 text-sm">
                <span class="quiet">
                  {words.filters.shown(number(names().length), number(fitting().length))}
                </span>
                <button type="button" class="button-quiet" onClick={() => setMost(it => it + MORE)}>
                  {words.filters.more(Math.min(MORE, fitting().length - names().length))}
                </button>
              </p>
            </Show>
          </Show>
        </Show>
      </section>
    </div>
  )
}

interface FiltersProps {
  counts: Record<Wanted, number>
  wanted: Wanted
  text: string
  choose: (wanted: Wanted) => void
  search: (text: string) => void
}

function Filters(props: FiltersProps) {
  const say = words.filters
  return (
    <div class="flex flex-wrap items-center gap-2">
      <fieldset class="flex flex-wrap gap-1.5">
        <legend class="sr-only">{say.label}</legend>
        <For each={['all', ...BUCKETS] as const}>
          {name => (
            <button
              type="button"
              class="chip"
              aria-pressed={props.wanted === name}
              onClick={() => props.choose(name)}
            >
              {say[name]}
              <span class="tabular-nums opacity-80">{number(props.counts[name])}</span>
            </button>
          )}
        </For>
      </fieldset>
      <SearchField label={say.search} text={props.text} search={props.search} />
    </div>
  )
}

function None(props: { isNew: boolean }) {
  return (
    <Show when={!props.isNew} fallback={<p class="quiet text-center text-sm">{words.entering}</p>}>
      <div class="card text-center text-sm">
        <h2 class="font-semibold">{words.videos.none}</h2>
        <p class="quiet mt-1">{words.videos.noneWhy}</p>
      </div>
    </Show>
  )
}

function NoneFits(props: { clear: () => void }) {
  return (
    <div class="card flex items-center justify-center gap-3 text-sm">
      <p>{words.filters.none}</p>
      <button type="button" class="button-quiet" onClick={() => props.clear()}>
        {words.filters.clear}
      </button>
    </div>
  )
}
