import { type Counts, PLATFORM_NAMES, type Timeline, type TimelineDay } from '@content/api/contract'
import { createMemo } from 'solid-js'
import { Chart } from '../../../ui/chart/Chart.tsx'
import { DayTable } from '../../../ui/chart/DayTable.tsx'
import { Section } from '../../../ui/Section.tsx'
import { exactly } from '../../../words/format.ts'
import { analyticsWords } from '../words.ts'

interface Props {
  timeline: Timeline
  metric: keyof Counts
}

/** What was gained day by day: a picture, and the same as a table. */
export function Days(props: Props) {
  // Each cell reads these; without a memo each row would gather every day anew.
  const days = createMemo(() =>
    [...new Set(props.timeline.platforms.flatMap(it => it.days.map(({ day }) => day)))].toSorted(),
  )
  const found = createMemo(() =>
    props.timeline.platforms.map(it => ({
      platform: it.platform,
      byDay: new Map(it.days.map(day => [day.day, day])),
    })),
  )
  return (
    <Section title={analyticsWords().days} about={analyticsWords().daysAbout}>
      <Chart
        label={analyticsWords().chartOf(analyticsWords().metrics[props.metric], days().length)}
        ends={[days()[0] ?? props.timeline.from, props.timeline.to]}
        lines={found().map(it => ({
          name: PLATFORM_NAMES[it.platform],
          values: days().map(day => it.byDay.get(day)?.gained[props.metric] ?? null),
        }))}
      />
      <DayTable
        label={analyticsWords().tableOf(analyticsWords().metrics[props.metric])}
        day={analyticsWords().day}
        days={days()}
        columns={found().map(it => ({
          name: PLATFORM_NAMES[it.platform],
          cell: day => cellOf(it.byDay.get(day), props.metric),
        }))}
      />
    </Section>
  )
}

function cellOf(day: TimelineDay | undefined, metric: keyof Counts): string {
  if (!day) return '–'
  if (day.videos === 0) return analyticsWords().gap
  const [gained, late] = [day.gained[metric], day.late[metric]]
  const parts = [
    ...(gained === null ? [] : [exactly(gained)]),
    ...(late === null ? [] : [analyticsWords().later(exactly(late))]),
  ]
  return parts.length > 0 ? parts.join(' + ') : analyticsWords().notTold
}
