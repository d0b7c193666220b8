import { type BestTimes as Best, PLATFORM_NAMES } from '@content/api/contract'
import { For, Show } from 'solid-js'
import { Section } from '../../../ui/Section.tsx'
import { exactly } from '../../../words/format.ts'
import { analyticsWords, hourOf, weekdayOf } from '../words.ts'

const MOST = 5

/** The hours of the week that did best, for each platform that allows such a list. */
export function BestTimes(props: { best: Best }) {
  const filled = () => props.best.platforms.filter(it => it.of > 0)
  const leftOut = () => props.best.leftOut.map(it => PLATFORM_NAMES[it]).join(', ')
  return (
    <Section
      title={analyticsWords().best}
      about={analyticsWords().bestAbout(props.best.timeZone, props.best.afterDays)}
    >
      <div class="grid gap-6 lg:grid-cols-2">
        <For each={filled()} fallback={<p class="quiet text-sm">{analyticsWords().tooFew}</p>}>
          {it => (
            <table class="w-full text-sm">
              <caption class="text-left font-semibold">
                {PLATFORM_NAMES[it.platform]}{' '}
                <span class="quiet font-normal">({analyticsWords().ofVideos(it.of)})</span>
              </caption>
              <thead class="quiet text-left">
                <tr>
                  <th scope="col" class="py-1 font-normal">
                    {analyticsWords().weekday}
                  </th>
                  <th scope="col" class="py-1 text-right font-normal">
                    {analyticsWords().videos}
                  </th>
                  <th scope="col" class="py-1 text-right font-normal">
                    {analyticsWords().middle}
                  </th>
                </tr>
              </thead>
              <tbody>
                <For each={bestOf(it.slots)}>
                  {slot => (
                    <tr class="border-t border-line">
                      <th scope="row" class="py-1 text-left font-normal">
                        {analyticsWords().slot(weekdayOf(slot.weekday), hourOf(slot.hour))}
                      </th>
                      <td class="py-1 text-right tabular-nums">{slot.videos}</td>
                      <td class="py-1 text-right tabular-nums">{exactly(slot.medianViews)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          )}
        </For>
      </div>
      <Show when={leftOut()}>
        {names => <p class="quiet text-sm">{analyticsWords().leftOut(names())}</p>}
      </Show>
    </Section>
  )
}

type Slots = Best['platforms'][number]['slots']
const bestOf = (slots: Slots): Slots =>
  slots.toSorted((a, b) => b.medianViews - a.medianViews).slice(0, MOST)
