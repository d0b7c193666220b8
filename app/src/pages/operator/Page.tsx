import { Show } from 'solid-js'
import { useMe } from '../../session.tsx'
import { useTitle } from '../../ui/shell/title.ts'
import { Loaded } from '../../ui/state/Loaded.tsx'
import { NotFound } from '../../ui/state/NotFound.tsx'
import { perLocale } from '../../words/format.ts'
import { makeFigures } from './page.state.ts'
import { Alerts } from './parts/Alerts.tsx'
import { Figures } from './parts/Figures.tsx'
import { Spend } from './parts/Spend.tsx'
import { operatorWords } from './words.ts'

const named = perLocale(
  tags => new Intl.DateTimeFormat(tags, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
)

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
  useTitle(() => operatorWords().title)
  const state = makeFigures()
  const name = () => named().format(new Date(`${state.month()}-01T00:00:00Z`))
  return (
    <>
      <div class="flex flex-wrap items-end justify-between gap-3">
        <h1 class="text-2xl font-bold tracking-tight">{operatorWords().heading}</h1>
        <div class="flex items-center gap-2">
          <button
            type="button"
            class="button-quiet"
            aria-label={operatorWords().before}
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
            aria-label={operatorWords().after}
            disabled={state.isLast()}
            onClick={() => state.move(1)}
          >
            →
          </button>
        </div>
      </div>
      <p class="quiet text-sm">
        {operatorWords().about}
        <Show when={state.isLast()}> {operatorWords().isOn}</Show>
      </p>
      <Loaded of={state.alerts}>{alerts => <Alerts alerts={alerts()} />}</Loaded>
      <Loaded of={state.data}>{months => <Figures months={months()} />}</Loaded>
      <Spend state={state} named={name()} />
    </>
  )
}
