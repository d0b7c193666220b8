import { Segments } from '../../../ui/Segments.tsx'
import { dayAt } from '../../../words/zoned.ts'
import { VIEWS } from '../grid.ts'
import { type CalendarState, words } from '../page.state.ts'

/** How much of the time is shown, and which. */
export function Choices(props: { state: CalendarState }) {
  const today = () => dayAt(new Date(), props.state.zone())
  return (
    <>
      <Segments
        label={words().view}
        choices={VIEWS}
        chosen={props.state.view()}
        words={words().views}
        choose={view => props.state.show(view, props.state.day())}
      />
      <div class="flex gap-2">
        <Beside words={words().before} shape="M14 6l-6 6 6 6" go={() => props.state.step(-1)} />
        <button
          type="button"
          class="button-quiet"
          onClick={() => props.state.show(props.state.view(), today())}
        >
          {words().today}
        </button>
        <Beside words={words().after} shape="M10 6l6 6-6 6" go={() => props.state.step(1)} />
      </div>
    </>
  )
}

function Beside(props: { words: string; shape: string; go: () => void }) {
  return (
    <button type="button" class="button-quiet" onClick={() => props.go()}>
      <span class="sr-only">{props.words}</span>
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        class="size-5 fill-none stroke-current stroke-2 rtl:-scale-x-100"
      >
        <path d={props.shape} stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  )
}
