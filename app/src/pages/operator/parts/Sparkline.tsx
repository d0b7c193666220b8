import { For } from 'solid-js'
import { polylines } from '../figures.ts'

const BOX = { width: 120, height: 28 }

/** How a figure went in the last months; said in words beside it, so no reader needs it. */
export function Sparkline(props: { values: readonly (number | null)[] }) {
  return (
    <svg
      viewBox={`-2 -2 ${BOX.width + 4} ${BOX.height + 4}`}
      class="h-8 w-full text-brand dark:text-brand-bright"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <line
        x1="0"
        x2={BOX.width}
        y1={BOX.height}
        y2={BOX.height}
        class="stroke-stone-200 dark:stroke-stone-700"
        vector-effect="non-scaling-stroke"
      />
      <For each={polylines(props.values, BOX)}>
        {points => (
          <polyline
            points={points}
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            vector-effect="non-scaling-stroke"
          />
        )}
      </For>
    </svg>
  )
}
