import { createUniqueId, type JSX } from 'solid-js'

/** One titled card of a page. */
export function Section(props: { title: string; about?: string; children: JSX.Element }) {
  const id = createUniqueId()
  return (
    <section class="card space-y-4" aria-labelledby={id}>
      <div>
        <h2 id={id} class="text-lg font-semibold">
          {props.title}
        </h2>
        {props.about && <p class="quiet mt-1 text-sm">{props.about}</p>}
      </div>
      {props.children}
    </section>
  )
}
