import { Show } from 'solid-js'
import { useMe } from '../../session.tsx'
import { useTitle } from '../../ui/shell/title.ts'
import { Loaded } from '../../ui/state/Loaded.tsx'
import { NotFound } from '../../ui/state/NotFound.tsx'
import { makeFigures } from './page.state.ts'
import { Alerts } from './parts/Alerts.tsx'
import { Figures } from './parts/Figures.tsx'
import { Spend } from './parts/Spend.tsx'

const named = new Intl.DateTimeFormat(undefined, {
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

/** How the service does, for whoever runs it; nobody else is told that there is such a page. */
export function Page() {
  const me = useMe()
  return (
    <Show when={me().user?.isOperator} fallback={<NotFound />}>
      <Operator />
    </Show>
  )
}

function Operator() {
  useTitle('Operator')
  const state = makeFigures()
  const name = () => named.format(new Date(`${state.month()}-01T00:00:00Z`))
  return (
    <>
      <div class="flex flex-wrap items-end justify-between gap-3">
        <h1 class="text-2xl font-bold tracking-tight">Key figures</h1>
        <div class="flex items-center gap-2">
          <button
            type="button"
            class="button-quiet"
            aria-label="The month before"
            onClick={() => state.move(-1)}
          >
            ←
          </button>
          <output class="min-w-36 text-center font-medium" aria-live="polite">
            {name()}
          </output>
          <button
            type="button"
            class="button-quiet"
            aria-label="The month after"
            disabled={state.isLast()}
            onClick={() => state.move(1)}
          >
            →
          </button>
        </div>
      </div>
      <p class="quiet text-sm">
        Months are counted in UTC. Each line shows the twelve months up to this one.
        <Show when={state.isLast()}> This month is not over yet.</Show>
      </p>
      <Loaded of={state.alerts}>{alerts => <Alerts alerts={alerts()} />}</Loaded>
      <Loaded of={state.data}>{months => <Figures months={months()} />}</Loaded>
      <Spend state={state} named={name()} />
    </>
  )
}
