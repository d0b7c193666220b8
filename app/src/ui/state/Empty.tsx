import type { JSX } from 'solid-js'

/** What a page says while there is nothing yet, and the first step to something. */
export function Empty(props: { title: string; children?: JSX.Element }) {
  return (
    <div class="card py-10 text-center">
      <p class="font-semibold">{props.title}</p>
      <div class="quiet mx-auto mt-2 max-w-md space-y-4 text-sm">{props.children}</div>
    </div>
  )
}
