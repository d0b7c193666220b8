import { type JSX, Show } from 'solid-js'
import { words } from '../../words.ts'

/** What the set-up gives to each of its steps. */
export interface StepProps {
  back: (() => void) | undefined
  next: () => void
}

interface Props extends StepProps {
  title: string
  why: string
  /** What the button says that goes on; the usual word when it is left out. */
  goOn?: string
  /** Nothing was done here yet, so that going on means doing it later. */
  isLater?: boolean
  isStuck?: boolean
  children: JSX.Element
}

/** The frame of one step: what it is about, and the way back and on. */
export function Step(props: Props) {
  return (
    <section class="grid gap-4">
      <div>
        <h1 class="text-2xl font-semibold" tabindex={-1}>
          {props.title}
        </h1>
        <p class="quiet mt-1 text-sm">{props.why}</p>
      </div>
      {props.children}
      <p class="flex items-center justify-between gap-2">
        <Show when={props.back} fallback={<span />}>
          {back => (
            <button type="button" class="button-quiet" onClick={() => back()()}>
              {words.steps.back}
            </button>
          )}
        </Show>
        <button
          type="button"
          class={props.isLater ? 'button-quiet' : 'button'}
          disabled={props.isStuck}
          onClick={() => props.next()}
        >
          {props.goOn ?? (props.isLater ? words.steps.later : words.steps.next)}
        </button>
      </p>
    </section>
  )
}
