import { PLANS, type Platform, type WaitingRow } from '@content/api/contract'
import { type CalendarDate, toCalendarDateTime, toTime } from '@internationalized/date'
import { useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { createMemo, createSignal } from 'solid-js'
import { api } from '../../api.ts'
import { order } from '../../orders.ts'
import { waitingQuery, workspaceQuery } from '../../queries.ts'
import { useIsAtLeast, useMe } from '../../session.tsx'
import { de } from '../../words/de/calendar.ts'
import { en } from '../../words/en/calendar.ts'
import { locale, wordsIn } from '../../words/locale.ts'
import { dayAt, momentOf, readDay, startOf, wallAt } from '../../words/zoned.ts'
import { type Entry, idOf, together, undatedOf, whereOf } from './entries.ts'
import { beside, daysOf, MOST_A_DAY, VIEWS, type View } from './grid.ts'

const HOUR_MS = 3_600_000

export const words = wordsIn({ en, de })

/** An hour that did well and has nothing in it. */
export interface Slot {
  local: string
  platforms: Platform[]
}

const MOST_SLOTS = 2

/** What a view shows of a workspace's time, and moving what is still to come. */
export function makeCalendar() {
  const me = useMe()
  const isAtLeast = useIsAtLeast()
  const [search, setSearch] = useSearchParams()
  const [moved, setMoved] = createSignal<Readonly<Record<string, string>>>({})
  const mayMove = () => isAtLeast('editor')
  const workspace = useQuery(workspaceQuery)
  const zone = () => workspace.data?.timeZone ?? 'UTC'
  const view = (): View => VIEWS.find(it => it === search.view) ?? 'month'
  const day = () => readDay(search.day) ?? dayAt(new Date(), zone())
  const days = createMemo(() => daysOf(view(), day(), navigator.language || locale()))
  const span = () => {
    // Safe: a view always has days.
    const [first, last] = [days()[0] as CalendarDate, days().at(-1) as CalendarDate]
    const to = startOf(last.add({ days: 1 }), zone())
    const from = startOf(first, zone())
    const hours = Math.ceil((to.getTime() - from.getTime()) / HOUR_MS)
    return { from: from.toISOString(), hours, mostADay: MOST_A_DAY[view()] }
  }
  const published = useQuery(() => ({
    queryKey: ['publication', 'calendar', span()],
    queryFn: () => api.publication.calendar.query(span()),
    enabled: workspace.data !== undefined,
  }))
  const waiting = useQuery(waitingQuery)
  const best = useQuery(() => ({
    queryKey: ['analytics', 'bestTimes'],
    queryFn: () => api.analytics.bestTimes.query({}),
    enabled: PLANS[me().plan].analytics !== 'basic',
  }))
  const rows = () => waiting.data?.waiting ?? []
  const entries = createMemo((): Entry[] =>
    together([
      ...(published.data?.entries ?? []).map(it => ({
        ...{ id: it.publicationId, name: it.title, at: it.at, row: null },
        ...{ channels: [{ platform: it.platform, label: it.label }], picture: undefined },
        ...{
          href: `/videos/${it.videoId}`,
          kind: it.queue ? ('inLine' as const) : ('live' as const),
        },
      })),
      ...rows().flatMap(row => {
        const at = moved()[idOf(row)] ?? row.until
        if (!at) return []
        const shown = { name: row.fileName, picture: row.previews[1], channels: [whereOf(row)] }
        return [{ id: row.id, kind: row.kind, ...shown, at, href: hrefOf(row), row }]
      }),
    ]),
  )
  const byDay = createMemo(() =>
    Map.groupBy(entries(), it => String(dayAt(new Date(it.at), zone()))),
  )
  const on = (day: CalendarDate) => byDay().get(String(day)) ?? []
  const more = createMemo(() => new Map(published.data?.more.map(({ day, count }) => [day, count])))
  const mayBeMoved = ({ row, kind }: Entry) =>
    mayMove() && row !== null && (kind === 'scheduled' || kind === 'review')

  async function schedule(row: WaitingRow, local: string, timeZone = zone()) {
    const at = { local, timeZone }
    setMoved(all => ({ ...all, [idOf(row)]: momentOf(at).at.toISOString() }))
    const { deviceId, sha256 } = row
    await order({ deviceId, sha256, wish: { kind: 'schedule', at } })
    await waiting.refetch()
    // From here on it stands where its computer says.
    setMoved(({ [idOf(row)]: _, ...others }) => others)
  }

  const sendAtOnce = ({ deviceId, sha256 }: WaitingRow) =>
    order({ deviceId, sha256, wish: { kind: 'schedule', at: null } })

  /** Hours of this weekday that did well, still to come and with nothing in them. */
  const openOn = (day: CalendarDate): Slot[] => {
    if (!best.data?.platforms.length) return []
    const weekday = day.toDate('UTC').getUTCDay() || 7
    const open = best.data.platforms.flatMap(({ platform, slots }) =>
      slots
        .toSorted((a, b) => b.medianViews - a.medianViews)
        .slice(0, MOST_SLOTS)
        .filter(slot => slot.weekday === weekday)
        .map(({ hour }) => ({ platform, local: `${day}T${String(hour).padStart(2, '0')}:00` }))
        .filter(({ local }) => isFree(local)),
    )
    return [...Map.groupBy(open, ({ local }) => local)]
      .map(([local, all]) => ({ local, platforms: all.map(({ platform }) => platform) }))
      .toSorted((a, b) => a.local.localeCompare(b.local))
  }
  const takenHours = createMemo(() => new Set(entries().map(it => it.at.slice(0, 13))))
  const isFree = (local: string) => {
    const { at } = momentOf({ local, timeZone: zone() })
    return at.getTime() > Date.now() && !takenHours().has(at.toISOString().slice(0, 13))
  }

  const undated = createMemo(() =>
    undatedOf(rows().filter(row => moved()[idOf(row)] === undefined)),
  )

  return {
    ...{ workspace, view, day, days, zone, published, on, openOn, undated },
    ...{ mayMove, mayBeMoved, schedule, sendAtOnce },
    /** The same time of the day on another day: what is meant by dropping it there. */
    onDay: ({ at }: Entry, day: CalendarDate) =>
      toCalendarDateTime(day, toTime(wallAt(new Date(at), zone()))),
    /** How many of that day are not among those that the server told. */
    moreOn: (day: CalendarDate) => more().get(String(day)) ?? 0,
    isEmpty: () => days().every(day => on(day).length === 0),
    show: (view: View, day: CalendarDate) => setSearch({ view, day: String(day) }),
    step: (by: 1 | -1) => setSearch({ view: view(), day: String(beside(view(), day(), by)) }),
  }
}

const hrefOf = ({ kind, sha256 }: WaitingRow) =>
  kind === 'review' ? `/review?item=${sha256}` : '/review'

export type CalendarState = ReturnType<typeof makeCalendar>
