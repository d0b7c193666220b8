import { Show } from 'solid-js'
import { duration } from '../../words/format.ts'
import { Initials } from '../Initials.tsx'
import { Picture } from './Picture.tsx'

interface Props {
  picture: string | null
  fileName: string
  channel: string
  title: string
  description: string
  durationMs: number | null
}

/** A video on a page of its own: its player, its title, whose it is, and what it says of itself. */
export function WatchPost(props: Props) {
  return (
    <figure class="mx-auto w-full max-w-80 text-sm">
      <div class="relative aspect-video overflow-hidden rounded-xl bg-stone-900">
        <Picture src={props.picture} fileName={props.fileName} />
        <Show when={props.durationMs}>
          {ms => (
            <span class="absolute end-2 bottom-3 rounded bg-black/80 px-1 text-xs font-medium text-white tabular-nums">
              {duration(ms())}
            </span>
          )}
        </Show>
        <div aria-hidden="true" class="absolute inset-x-0 bottom-0 h-1 bg-white/40">
          <div class="h-full w-1/4 bg-red-600" />
        </div>
      </div>
      <figcaption class="mt-3 space-y-3">
        <p class="line-clamp-2 text-base leading-snug font-semibold break-words">{props.title}</p>
        <p class="flex items-center gap-2 font-medium">
          <Initials label={props.channel} isSmall={true} />
          <span class="truncate">{props.channel}</span>
        </p>
        <Show when={props.description}>
          <p class="line-clamp-4 rounded-xl bg-raised p-3 text-xs break-words whitespace-pre-wrap">
            {props.description}
          </p>
        </Show>
      </figcaption>
    </figure>
  )
}
