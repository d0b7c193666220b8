import { PLATFORM_NAMES, type PublicationRow, type VideoRow } from '@content/api/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { Frame } from '../../../ui/Frame.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { bytes, duration, instant } from '../../../words/format.ts'
import { STATE_TONES, stateWords } from '../../../words/publication.ts'
import { words } from '../words.ts'

/** One video in a line: what it is, and how it stands on each channel. */
export function VideoItem(props: { video: VideoRow }) {
  const title = () => props.video.publications.find(it => it.title)?.title
  return (
    <div class="relative flex min-h-24 flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-card p-3 hover:bg-raised sm:flex-nowrap">
      <Frame src={props.video.previews[0]} class="h-16 w-12" />
      <div class="min-w-0 flex-1">
        <A
          data-open
          href={`/videos/${props.video.id}`}
          class="block truncate font-semibold after:absolute after:inset-0 after:rounded-xl"
        >
          {title() ?? props.video.fileName}
        </A>
        <p class="quiet truncate text-sm">{props.video.fileName}</p>
        <p class="quiet truncate text-xs tabular-nums">
          <time datetime={props.video.foundAt}>{instant(props.video.foundAt)}</time>
          {` · ${duration(props.video.durationMs)} · ${bytes(props.video.sizeBytes)}`}
        </p>
      </div>
      <ul class="grid w-full gap-x-4 gap-y-1 sm:w-96 sm:grid-cols-2">
        <For
          each={props.video.publications}
          fallback={<li class="quiet text-sm">{words().nowhere}</li>}
        >
          {publication => <Mark publication={publication} />}
        </For>
      </ul>
    </div>
  )
}

function Mark(props: { publication: PublicationRow }) {
  const row = () => props.publication
  const isMoving = () => row().state === 'uploading' || row().state === 'confirming'
  return (
    <li class="flex min-w-0 items-center gap-2 text-xs">
      <PlatformMark platform={row().platform} isSmall />
      <div class="min-w-0 flex-1">
        <p class={`truncate font-medium ${STATE_TONES[row().state]}`}>
          <span class="sr-only">{`${PLATFORM_NAMES[row().platform]} ${row().label}: `}</span>
          {stateWords(row())}
        </p>
        <Show when={isMoving()}>
          <progress
            class="mt-0.5 h-1 w-full"
            max={100}
            value={row().percent}
            aria-label={words().sent(Math.round(row().percent), PLATFORM_NAMES[row().platform])}
          />
        </Show>
      </div>
    </li>
  )
}
