import type { VideoRow } from '@content/api/contract'
import { For } from 'solid-js'
import { bytes, duration, instant } from '../../../words/format.ts'
import type { VideosState } from '../page.state.ts'
import { PublicationLine } from './PublicationLine.tsx'

/** One video and every place it went. */
export function VideoCard(props: { video: VideoRow; state: VideosState }) {
  return (
    <li class="card">
      <div class="flex flex-wrap items-baseline justify-between gap-2">
        <h3 class="font-semibold break-all">{props.video.fileName}</h3>
        <p class="quiet text-sm">
          {duration(props.video.durationMs)} · {bytes(props.video.sizeBytes)} ·{' '}
          <time datetime={props.video.foundAt}>{instant(props.video.foundAt)}</time>
        </p>
      </div>
      <ul class="mt-4 grid gap-3 md:grid-cols-2">
        <For
          each={props.video.publications}
          fallback={<li class="quiet text-sm">Not sent anywhere yet.</li>}
        >
          {publication => <PublicationLine publication={publication} state={props.state} />}
        </For>
      </ul>
    </li>
  )
}
