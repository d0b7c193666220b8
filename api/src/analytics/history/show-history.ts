import type { z } from 'zod'
import {
  type Comparison,
  type Counts,
  type Gain,
  METRICS,
  PLANS,
  PLATFORMS,
  type PlanName,
  type Platform,
  type ShowHistory,
  type Timeline,
  type TimelineDay,
} from '../../../contract/index.ts'
import type { SignedIn } from '../../context.ts'
import { requireHistory } from '../../plan/plan-gate.rules.ts'
import {
  calendarOf,
  countPublished,
  type DayRow,
  listDays,
  type TotalRow,
} from './history.queries.ts'
import { addDays, daysBetween, type Span, spanBefore, spanOf } from './period.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>
type Asked = z.output<typeof ShowHistory>

/** What each platform's channels gained in a period, beside the one before it. */
export async function comparePeriods(ctx: Ctx, { period, platform }: Asked): Promise<Comparison> {
  const { workspaceId, plan } = ctx.actor
  requireHistory(plan, period)
  const calendar = await calendarOf(ctx.db, workspaceId, ctx.now())
  const span = spanOf(period, calendar)
  const earlier = earlierOf(plan, period, span)
  const { timeZone } = calendar
  const reach = { from: earlier?.from ?? span.from, to: span.to }
  const [all, published] = await Promise.all([
    listDays(ctx.db, workspaceId, { span: reach, platform }),
    countPublished(ctx.db, workspaceId, { span, earlier, platform, timeZone }),
  ])
  const gainOf = (name: Platform, which: 'now' | 'before', within: Span): Gain => {
    const days = all.days.filter(it => it.platform === name && isIn(within, it.day))
    const count = published.get(name)?.[which] ?? 0
    return { published: count, gained: sum(days, gained), late: sum(days, late) }
  }
  return {
    ...span,
    timeZone,
    before: earlier,
    platforms: (platform ? [platform] : PLATFORMS).map(name => {
      const days = totalOf(all.days.filter(it => it.platform === name))
      const start = all.before.find(it => it.platform === name)
      return {
        platform: name,
        total: start ? plus(countsOf(start), days) : days,
        now: gainOf(name, 'now', span),
        before: earlier && gainOf(name, 'before', earlier),
      }
    }),
  }
}

/** The period before, where there is one and the plan looks back so far. */
function earlierOf(plan: PlanName, period: Asked['period'], span: Span): Span | null {
  const { historyDays } = PLANS[plan]
  const isShown = historyDays === null || 2 * daysBetween(span) <= historyDays
  return period !== 'all' && isShown ? spanBefore(span) : null
}

/** What was gained day by day. A day without an answer of the platform is there, and a gap. */
export async function showTimeline(ctx: Ctx, { period, platform }: Asked): Promise<Timeline> {
  const { workspaceId, plan } = ctx.actor
  requireHistory(plan, period)
  const calendar = await calendarOf(ctx.db, workspaceId, ctx.now())
  const span = spanOf(period, calendar)
  const { before, days } = await listDays(ctx.db, workspaceId, { span, platform })
  const withFigures = PLATFORMS.filter(name =>
    [...before, ...days].some(it => it.platform === name),
  )
  return {
    ...span,
    timeZone: calendar.timeZone,
    platforms: withFigures.map(name => {
      const own = days.filter(it => it.platform === name)
      const start = before.find(it => it.platform === name)
      return { platform: name, days: dayByDay(span, own, start) }
    }),
  }
}

function dayByDay(span: Span, rows: DayRow[], before: TotalRow | undefined): TimelineDay[] {
  const byDay = new Map(rows.map(row => [row.day, row]))
  const first = before ? span.from : (rows[0]?.day ?? addDays(span.to, 1))
  const days: TimelineDay[] = []
  let total: Counts = before ? countsOf(before) : NOTHING
  for (let day = first; day <= span.to; day = addDays(day, 1)) {
    const row = byDay.get(day)
    if (row) total = plus(total, totalOf([row]))
    days.push({
      ...{ day, videos: row?.videos ?? 0, total },
      gained: row ? gained(row) : NOTHING,
      late: row ? late(row) : NOTHING,
    })
  }
  return days
}

const NOTHING: Counts = { views: null, likes: null, comments: null, shares: null }

const countsOf = ({ views, likes, comments, shares }: Counts): Counts => ({
  ...{ views, likes, comments, shares },
})
const gained: (row: DayRow) => Counts = countsOf
const late = (row: DayRow): Counts => ({
  views: row.late_views,
  likes: row.late_likes,
  comments: row.late_comments,
  shares: row.late_shares,
})

/** Nothing told stays nothing told; beside a number it adds nothing. */
function plus(a: Counts, b: Counts): Counts {
  const sum = { ...a }
  for (const metric of METRICS) {
    const [one, other] = [a[metric], b[metric]]
    sum[metric] = one === null ? other : one + (other ?? 0)
  }
  return sum
}

const sum = (rows: DayRow[], of: (row: DayRow) => Counts) => rows.map(of).reduce(plus, NOTHING)
const totalOf = (rows: DayRow[]) => plus(sum(rows, gained), sum(rows, late))
const isIn = ({ from, to }: Span, day: string) => from <= day && day <= to
