import { type JSX, Show } from 'solid-js'

interface Props {
  picture: string | null
  fileName: string
  isUpright: boolean
  children: JSX.Element
  class?: string
}

/** A post as it will stand among others: its picture, where there is one, and its words. */
export function PostCard(props: Props) {
  return (
    <figure
      class="mx-auto w-full max-w-72 overflow-hidden rounded-2xl border border-line text-sm"
      classList={{ [props.class ?? '']: Boolean(props.class) }}
    >
      <div
        class="grid place-items-center bg-stone-800 text-stone-200"
        classList={{ 'aspect-[4/5]': props.isUpright, 'aspect-video': !props.isUpright }}
      >
        <Show
          when={props.picture}
          fallback={<span class="px-4 text-center text-xs break-all">{props.fileName}</span>}
        >
          {src => <img src={src()} alt="" class="size-full object-cover" />}
        </Show>
      </div>
      <figcaption class="space-y-1 p-3 break-words whitespace-pre-wrap">
        {props.children}
      </figcaption>
    </figure>
  )
}
