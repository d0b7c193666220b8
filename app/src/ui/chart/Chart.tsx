import { For } from 'solid-js'
import { calendarDay, exactly } from '../../words/format.ts'
import { BOX, pathOf, scaleOf } from './chart.ts'

interface Props {
  label: string
  /** The first and the last day. */
  ends: [string, string]
  lines: { name: string; values: (number | null)[] }[]
}

/** Told apart by colour and by dashes, for not everybody sees both. */
const STYLES = [
  { colour: 'stroke-teal-700 dark:stroke-teal-300', dashes: 'none' },
  { colour: 'stroke-rose-700 dark:stroke-rose-300', dashes: '7 4' },
  { colour: 'stroke-indigo-700 dark:stroke-indigo-300', dashes: '2 4' },
  { colour: 'stroke-amber-700 dark:stroke-amber-300', dashes: '10 3 2 3' },
] as const
const styleOf = (at: number) => STYLES[at % STYLES.length] ?? STYLES[0]

/** One line a platform; the table below it says the same in numbers. */
export function Chart(props: Props) {
  const scale = () => scaleOf(props.lines.map(line => line.values))
  return (
    <figure>
      <p class="quiet text-xs tabular-nums">{exactly(scale().max)}</p>
      <svg
        role="img"
        aria-label={props.label}
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        preserveAspectRatio="none"
        class="my-1 block h-48 w-full overflow-visible border-stone-300 border-y dark:border-stone-700"
      >
        <For each={props.lines}>
          {(line, at) => (
            <path
              d={pathOf(line.values, scale())}
              class={styleOf(at()).colour}
              fill="none"
              stroke-width="2.5"
              stroke-linecap="round"
              stroke-linejoin="round"
              stroke-dasharray={styleOf(at()).dashes}
              vector-effect="non-scaling-stroke"
            />
          )}
        </For>
      </svg>
      <p class="quiet text-xs tabular-nums">{exactly(scale().min)}</p>
      <div class="quiet flex justify-between text-xs tabular-nums">
        <span>{calendarDay(props.ends[0])}</span>
        <span>{calendarDay(props.ends[1])}</span>
      </div>
      <figcaption class="mt-2">
        <ul class="flex flex-wrap gap-x-5 gap-y-1 text-sm">
          <For each={props.lines}>
            {(line, at) => (
              <li class="flex items-center gap-2">
                <svg aria-hidden="true" viewBox="0 0 28 4" class="h-1 w-7">
                  <path
                    d="M0 2h28"
                    class={styleOf(at()).colour}
                    stroke-width="2.5"
                    stroke-dasharray={styleOf(at()).dashes}
                  />
                </svg>
                {line.name}
              </li>
            )}
          </For>
        </ul>
      </figcaption>
    </figure>
  )
}
