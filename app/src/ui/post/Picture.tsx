import { Show } from 'solid-js'

interface Props {
  src: string | null
  fileName: string
}

/** A post's picture; the file's name where there is none. */
export function Picture(props: Props) {
  return (
    <Show
      when={props.src}
      fallback={
        <span class="grid size-full place-items-center px-6 text-center text-xs break-all text-stone-300">
          {props.fileName}
        </span>
      }
    >
      {src => <img src={src()} alt="" class="size-full object-cover" />}
    </Show>
  )
}
