import { A } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { makeResolve } from '../../../resolve.ts'
import { Doubt } from '../../../ui/Doubt.tsx'
import { FaultLink } from '../../../ui/fault/FaultLink.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { rowOf } from '../need-words.ts'
import type { Need } from '../needs.ts'
import { words } from '../words.ts'

type Resolve = ReturnType<typeof makeResolve>

/** The one queue of all that goes on only when somebody does something. */
export function Needs(props: { needs: readonly Need[]; resolve: Resolve; mayDecide: boolean }) {
  return (
    <section class="card" aria-labelledby="needs">
      <h2 id="needs" class="flex items-baseline gap-2 text-lg font-semibold">
        {words().needs.title}
        <Show when={props.needs.length > 0}>
          <span class="quiet text-sm font-normal">{words().needs.count(props.needs.length)}</span>
        </Show>
      </h2>
      <ul class="mt-1 divide-y divide-line">
        <For each={props.needs} fallback={<li class="quiet mt-2 text-sm">{words().needs.none}</li>}>
          {need => <Row need={need} resolve={props.resolve} mayDecide={props.mayDecide} />}
        </For>
      </ul>
    </section>
  )
}

function Row(props: { need: Need; resolve: Resolve; mayDecide: boolean }) {
  const row = createMemo(() => rowOf(props.need))
  const [isDeciding, setIsDeciding] = createSignal(false)
  const doubt = () => (props.need.kind === 'doubt' ? props.need.publication : null)
  return (
    <li class="flex flex-wrap items-start gap-x-3 gap-y-2 py-3 text-sm last:pb-0">
      <Show when={row().platforms.length > 0}>
        <span class="flex w-11 shrink-0 flex-wrap gap-0.5">
          <For each={row().platforms}>
            {platform => <PlatformMark platform={platform} isSmall={row().platforms.length > 1} />}
          </For>
        </span>
      </Show>
      <div class="min-w-0 flex-1 basis-44">
        <p class="font-medium break-words">{row().title}</p>
        <Show when={row().why}>
          {why => <p class="quiet mt-0.5 line-clamp-2 break-words">{why()}</p>}
        </Show>
        <Show when={row().fault}>{it => <FaultLink {...it()} />}</Show>
      </div>
      <Show
        when={doubt() && props.mayDecide}
        fallback={
          <A class="button-quiet shrink-0" href={row().href}>
            {row().act}
            <span class="sr-only">: {row().title}</span>
          </A>
        }
      >
        <button
          type="button"
          class="button-quiet shrink-0"
          aria-expanded={isDeciding()}
          onClick={() => setIsDeciding(is => !is)}
        >
          {row().act}
          <span class="sr-only">: {row().title}</span>
        </button>
      </Show>
      <Show when={isDeciding() && doubt()}>
        {publication => <Doubt publication={publication()} resolve={props.resolve} />}
      </Show>
    </li>
  )
}
