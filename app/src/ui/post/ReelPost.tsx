import { Show } from 'solid-js'
import { Initials } from '../Initials.tsx'
import { Picture } from './Picture.tsx'
import { Shapes } from './Shapes.tsx'

interface Props {
  picture: string | null
  fileName: string
  channel: string
  /** How the channel is called over its videos. */
  name: string
  text: string
  /** What stands beside the picture, from above: strokes in a box of 24 by 24. */
  actions: readonly string[]
  /** Whether the channel's face stands above those, and not before its name. */
  hasFaceAside?: boolean
}

/** A video that fills a phone, with its words and buttons over it. */
export function ReelPost(props: Props) {
  return (
    <figure class="relative mx-auto aspect-9/16 w-full max-w-64 overflow-hidden rounded-3xl border-4 border-stone-950 bg-stone-800 text-sm text-white dark:border-stone-700">
      <Picture src={props.picture} fileName={props.fileName} />
      <div
        aria-hidden="true"
        class="absolute end-2 bottom-16 z-10 flex flex-col items-center gap-4 drop-shadow"
      >
        <Show when={props.hasFaceAside}>
          <Initials label={props.channel} isSmall={true} />
        </Show>
        <Shapes of={props.actions} class="size-6 stroke-white" />
      </div>
      <figcaption class="absolute inset-x-0 bottom-0 bg-linear-to-t from-black/95 via-black/75 to-transparent p-3 pe-12 pt-10">
        <p class="flex items-center gap-2 font-semibold">
          <Show when={!props.hasFaceAside}>
            <Initials label={props.channel} isSmall={true} />
          </Show>
          <span class="truncate">{props.name}</span>
        </p>
        <p class="mt-1 line-clamp-3 text-xs break-words whitespace-pre-wrap">{props.text}</p>
      </figcaption>
    </figure>
  )
}
