import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Frame } from '../../../ui/Frame.tsx'
import { PlatformMark } from '../../../ui/PlatformMark.tsx'
import { clock } from '../../../words/format.ts'
import { asLocal, wallAt } from '../../../words/zoned.ts'
import type { Entry } from '../entries.ts'
import type { Moving } from '../moving.ts'
import { type CalendarState, words } from '../page.state.ts'

interface Props {
  entry: Entry
  state: CalendarState
  moving: Moving
  /** With its picture and all that is known, where there is room for it. */
  isLarge?: boolean
}

const EDGES: Record<Entry['kind'], string> = {
  live: 'border-s-emerald-600',
  inLine: 'border-s-sky-600',
  scheduled: 'border-s-brand dark:border-s-brand-bright',
  review: 'border-s-amber-500',
  paused: 'border-s-stone-400',
  trouble: 'border-s-red-600',
}

const BOX = `@container flex w-full min-w-0 overflow-hidden rounded-md border border-s-4 border-line
  bg-card text-start text-xs hover:bg-raised`

/** One video in the calendar: leads to where it is seen to, or asks for another time. */
export function EntryBox(props: Props) {
  const it = () => props.entry
  const mayMove = () => props.state.mayBeMoved(it())
  const isAsked = () => mayMove() && it().kind === 'scheduled'
  const what = () => words().kinds[it().kind]
  const labels = () =>
    it()
      .channels.map(({ label }) => label)
      .join(', ')
  const ask = () => {
    const { row, at } = it()
    if (row) props.moving.ask({ row, first: asLocal(wallAt(new Date(at), props.state.zone())) })
  }
  return (
    <Dynamic
      component={isAsked() ? 'button' : 'a'}
      {...(isAsked() ? { type: 'button', onClick: ask } : { href: it().href })}
      data-entry={it().id}
      draggable={mayMove()}
      title={`${it().name} · ${what()} · ${labels()}`}
      class={`${BOX} ${EDGES[it().kind]}`}
      classList={{
        'cursor-grab': mayMove(),
        'items-center gap-2 p-2': props.isLarge === true,
        'flex-col p-1': !props.isLarge,
      }}
      onDragStart={(event: DragEvent) => {
        event.dataTransfer?.setData('text/plain', it().name)
        props.moving.carry({ entry: it(), grabbedPx: event.offsetY })
      }}
      onDragEnd={() => props.moving.carry(null)}
      onKeyDown={(event: KeyboardEvent) => props.moving.onKeyDown(event, it())}
    >
      <Show
        when={props.isLarge}
        fallback={
          <>
            <span class="flex w-full items-center gap-1">
              <span class="font-semibold tabular-nums">{clock(it().at, props.state.zone())}</span>
              <span class="ms-auto hidden @min-[6rem]:block">
                <Marks entry={it()} />
              </span>
            </span>
            <span class="block w-full truncate">{it().name}</span>
            <span class="sr-only">{`${what()} · ${labels()}`}</span>
          </>
        }
      >
        <span class="w-16 shrink-0 font-semibold tabular-nums">
          {clock(it().at, props.state.zone())}
        </span>
        <Show when={it().picture}>{src => <Frame src={src()} class="h-10 w-8" />}</Show>
        <span class="min-w-0 flex-1">
          <span class="block truncate text-sm font-medium">{it().name}</span>
          <span class="quiet block truncate">{`${what()} · ${labels()}`}</span>
        </span>
        <Marks entry={it()} />
      </Show>
    </Dynamic>
  )
}

function Marks(props: { entry: Entry }) {
  return (
    <span class="ms-auto flex shrink-0 gap-0.5">
      <For each={props.entry.channels}>
        {({ platform }) => <PlatformMark platform={platform} isSmall={true} />}
      </For>
    </span>
  )
}
