import { Show } from 'solid-js'

/** A small picture of a video, for decoration beside its name; a sign where there is none. */
export function Frame(props: { src: string | undefined; class: string }) {
  return (
    <div
      class={`grid shrink-0 place-items-center overflow-hidden rounded-lg bg-raised ${props.class}`}
    >
      <Show
        when={props.src}
        fallback={
          <svg aria-hidden="true" viewBox="0 0 24 24" class="size-6 fill-none stroke-ink-quiet">
            <path d="M4 5h16v14H4zM10 9v6l5-3z" stroke-width="1.5" stroke-linejoin="round" />
          </svg>
        }
      >
        {src => <img src={src()} alt="" loading="lazy" class="size-full object-cover" />}
      </Show>
    </div>
  )
}
