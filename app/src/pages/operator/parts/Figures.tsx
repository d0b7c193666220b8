import type { OperatorFigures } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { type FigureName, GROUPS, shown } from '../figures.ts'
import { operatorWords } from '../words.ts'
import { Sparkline } from './Sparkline.tsx'

/** Every figure of the last month given, what it was before, and how it is reckoned. */
export function Figures(props: { months: readonly OperatorFigures[] }) {
  const at = (name: FigureName, back: number) => props.months.at(-1 - back)?.[name] ?? null
  return (
    <For each={GROUPS}>
      {group => (
        <section class="space-y-3" aria-label={operatorWords().groups[group.word]}>
          <h2 class="text-lg font-semibold">{operatorWords().groups[group.word]}</h2>
          <dl class="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <For each={group.figures}>
              {({ name, kind }) => (
                <div class="card flex flex-col gap-2">
                  <dt class="quiet text-sm">{operatorWords().figures[name]}</dt>
                  <dd class="flex flex-1 flex-col gap-2">
                    <span class="text-2xl font-bold tracking-tight">
                      {shown(at(name, 0), kind)}
                    </span>
                    <span class="quiet text-xs">
                      {operatorWords().was(shown(at(name, 1), kind))}
                    </span>
                    <Sparkline values={props.months.map(month => month[name])} />
                    <Show when={props.months[0]?.how[name]}>
                      {how => <span class="quiet text-xs">{how()}</span>}
                    </Show>
                  </dd>
                </div>
              )}
            </For>
          </dl>
        </section>
      )}
    </For>
  )
}
