import { type JSX, Show } from 'solid-js'
import { useTitle } from './shell/title.ts'

interface Props {
  title: string
  about?: JSX.Element
  /** Buttons and choices for the whole page. */
  children?: JSX.Element
}

/** A page's name, in the tab as well, what it is for, and what can be done with all of it. */
export function PageHead(props: Props) {
  useTitle(() => props.title)
  return (
    <header class="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div class="min-w-0">
        <h1 class="text-2xl font-bold tracking-tight">{props.title}</h1>
        <Show when={props.about}>
          <p class="quiet mt-1 text-sm">{props.about}</p>
        </Show>
      </div>
      <Show when={props.children}>
        <div class="flex flex-wrap items-center gap-2">{props.children}</div>
      </Show>
    </header>
  )
}
