import { Initials } from '../Initials.tsx'
import { Picture } from './Picture.tsx'
import { Shapes } from './Shapes.tsx'

interface Props {
  picture: string | null
  fileName: string
  channel: string
  text: string
  /** The buttons below it: strokes in a box of 24 by 24. */
  actions: readonly string[]
}

/** A post in a feed: who says it, what they say, and the video below. */
export function FeedPost(props: Props) {
  return (
    <figure class="mx-auto w-full max-w-80 overflow-hidden rounded-xl border border-line bg-card text-sm">
      <figcaption class="p-3">
        <p class="flex items-center gap-2 font-semibold">
          <Initials label={props.channel} />
          <span class="min-w-0 break-words">{props.channel}</span>
        </p>
        <p class="mt-2 line-clamp-3 break-words whitespace-pre-wrap">{props.text}</p>
      </figcaption>
      <div class="aspect-square bg-stone-900">
        <Picture src={props.picture} fileName={props.fileName} />
      </div>
      <div aria-hidden="true" class="flex justify-around p-2">
        <Shapes of={props.actions} class="size-5 stroke-ink-quiet" />
      </div>
    </figure>
  )
}
