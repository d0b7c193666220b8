import { PLATFORM_NAMES, type VideoStory } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Doubt } from '../../../ui/Doubt.tsx'
import { FaultLink } from '../../../ui/fault/FaultLink.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { bytes } from '../../../words/format.ts'
import {
  hiddenWords,
  queueWords,
  reasonFor,
  STATE_TONES,
  stateWords,
} from '../../../words/publication.ts'
import type { VideoState } from '../page.state.ts'
import { words } from '../words.ts'
import { RemedyButton } from './RemedyButton.tsx'
import { Steps } from './Steps.tsx'

export type Told = VideoStory['publications'][number]

interface Props {
  publication: Told
  story: VideoStory
  state: VideoState
}

/** One channel: how it stands there, what can be done, and everything that led to it. */
export function Channel(props: Props) {
  const row = () => props.publication
  const name = () => PLATFORM_NAMES[row().platform]
  const isMoving = () => row().state === 'uploading' || row().state === 'confirming'
  return (
    <li class="card space-y-4">
      <div class="flex gap-3">
        <PlatformMark platform={row().platform} />
        <div class="min-w-0 flex-1 text-sm">
          <h3 class="font-semibold break-words">
            {name()} <span class="quiet font-normal">{row().label}</span>
          </h3>
          <p class={`font-medium ${STATE_TONES[row().state]}`}>{stateWords(row())}</p>
          <Show when={isMoving()}>
            <progress
              class="mt-1 h-1.5 w-full"
              max={100}
              value={row().percent}
              aria-label={words().sent(Math.round(row().percent), name())}
            />
          </Show>
          <Show when={row().queue}>
            {queue => <p class="quiet mt-1">{queueWords(row().platform, queue())}</p>}
          </Show>
          <Show when={row().hidden}>
            {hidden => <p class="mt-1">{hiddenWords(row().platform, hidden())}</p>}
          </Show>
          <Show when={reasonFor(row())}>
            {reason => (
              <p class="mt-1">
                {reason()} <FaultLink platform={row().platform} code={row().code} />
              </p>
            )}
          </Show>
          <Actions {...props} />
        </div>
      </div>
      <div class="grid gap-6 md:grid-cols-2">
        <div class="min-w-0 space-y-6">
          <Words publication={row()} />
          <Changes publication={row()} />
        </div>
        <Steps platform={row().platform} steps={row().steps} />
      </div>
    </li>
  )
}

function Actions(props: Props) {
  const row = () => props.publication
  const aim = () => {
    const { deviceId, connectionId } = row()
    return deviceId === null ? null : { deviceId, connectionId, sha256: props.story.sha256 }
  }
  return (
    <div class="mt-2 flex flex-wrap items-center gap-2">
      <Show when={row().url}>
        {url => (
          <a class="button-quiet" href={url()} target="_blank" rel="noreferrer">
            {words().open(PLATFORM_NAMES[row().platform])}&nbsp;↗
          </a>
        )}
      </Show>
      <Show when={props.state.mayAct()}>
        <Show when={row().state === 'failed' && aim()}>
          {aim => (
            <button
              type="button"
              class="button"
              disabled={props.state.isOrdering()}
              onClick={() => props.state.order(aim(), { kind: 'retry' })}
            >
              {words().retry}
              <span class="sr-only"> {words().retryOn(PLATFORM_NAMES[row().platform])}</span>
            </button>
          )}
        </Show>
        <RemedyButton publication={row()} />
        <Show when={row().state === 'unknown'}>
          <Doubt publication={row()} resolve={props.state.resolve} />
        </Show>
      </Show>
    </div>
  )
}

function Words(props: { publication: Told }) {
  const text = () => {
    const it = props.publication.words
    if (!it) return null
    if ('caption' in it) return { title: null, body: it.caption, tags: [] }
    return { title: it.title, body: it.description, tags: it.tags }
  }
  return (
    <section class="text-sm">
      <h4 class="font-semibold">
        {props.publication.state === 'published' ? words().posted : words().toPost}
      </h4>
      <Show when={text()} fallback={<p class="quiet mt-1">{words().noWords}</p>}>
        {it => (
          <>
            <Show when={it().title}>
              <p class="mt-1 font-medium break-words">{it().title}</p>
            </Show>
            <p class="mt-1 whitespace-pre-wrap break-words">{it().body}</p>
            <Show when={it().tags.length > 0}>
              <p class="quiet mt-1 break-words">
                {words().tags}: {it().tags.join(', ')}
              </p>
            </Show>
          </>
        )}
      </Show>
    </section>
  )
}

function Changes(props: { publication: Told }) {
  return (
    <Show when={props.publication.rendition}>
      {it => (
        <section class="text-sm">
          <h4 class="font-semibold">{words().file}</h4>
          <p class="mt-1">
            {words().kinds[it().kind]}
            <Show when={it().sizeBytes}>{size => ` ${words().sizeNow(bytes(size()))}`}</Show>
          </p>
          <ul class="quiet mt-1 list-disc ps-5">
            <For each={it().reasons}>{reason => <li>{reason}</li>}</For>
          </ul>
        </section>
      )}
    </Show>
  )
}
