import { PLATFORM_NAMES } from '@content/api/contract'
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { bytes, duration } from '../../../words/format.ts'
import type { Moving } from '../page.state.ts'
import type { Sent } from '../sent.ts'
import { makePaces, type Pace } from '../speed.ts'
import { words } from '../words.ts'

/** What each computer is sending: how far, how fast, how long it still takes. */
export function Now(props: { moving: Moving[] }) {
  const paces = makePaces()
  const paceOf = ({ video, publication }: Sent) =>
    publication.state === 'uploading'
      ? paces.of(publication.id, publication.percent, video.sizeBytes)
      : null
  return (
    <section class="card" aria-labelledby="now">
      <h2 id="now" class="text-lg font-semibold">
        {words().now.title}
      </h2>
      <For each={props.moving} fallback={<p class="quiet mt-3 text-sm">{words().now.quiet}</p>}>
        {group => (
          <div class="mt-4">
            <h3 class="quiet text-xs font-semibold uppercase tracking-wide">
              {group.name ?? words().now.unknownComputer}
            </h3>
            <ul class="mt-2 space-y-3">
              <For each={group.sent}>{sent => <Sending sent={sent} pace={paceOf(sent)} />}</For>
            </ul>
          </div>
        )}
      </For>
    </section>
  )
}

function Sending(props: { sent: Sent; pace: Pace | null }) {
  const row = () => props.sent.publication
  const percent = () => Math.round(row().percent)
  const step = () => {
    if (row().state === 'confirming') return words().now.confirming
    if (row().state === 'uploading') return words().now.sending(percent())
    return row().queue ? words().now.inLine : words().now.begins
  }
  return (
    <li class="flex gap-3 text-sm">
      <PlatformMark platform={row().platform} />
      <div class="min-w-0 flex-1">
        <A class="block truncate font-medium" href={`/videos/${props.sent.video.id}`}>
          {row().title || props.sent.video.fileName}
        </A>
        <p class="quiet">
          {step()}
          <Show when={props.pace}>
            {pace => (
              <span class="tabular-nums">
                {' · '}
                {words().now.perSecond(bytes(pace().bytesPerSecond))}
                {' · '}
                {words().now.left(duration(pace().leftMs))}
              </span>
            )}
          </Show>
        </p>
        <Show when={row().state !== 'reserved'}>
          <progress
            class="mt-1 h-1.5 w-full"
            max={100}
            value={row().percent}
            aria-label={words().now.bar(percent(), PLATFORM_NAMES[row().platform])}
          />
        </Show>
      </div>
    </li>
  )
}
