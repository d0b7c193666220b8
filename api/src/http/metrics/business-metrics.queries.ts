import { sql } from 'kysely'
import type { Question } from './service-metrics.queries.ts'

/** How the business goes; each counts a whole table, and none of them changes much in minutes. */
export const BUSINESS: readonly Question[] = [
  {
    name: 'workspaces',
    help: 'Workspaces, by plan.',
    rows: sql`select plan, count(*)::int as value from workspace group by plan`,
  },
  {
    name: 'active_workspaces',
    help: 'Workspaces in which somebody acted within the last thirty days.',
    rows: sql`select count(distinct workspace_id)::int as value from active_day
      where active_on > (now() at time zone 'UTC')::date - 30`,
  },
  {
    name: 'monthly_revenue_cents',
    help: 'What subscriptions bring in a month, in cents.',
    rows: sql`select coalesce(sum(monthly_cents), 0)::float8 as value from billing`,
  },
  {
    name: 'videos',
    help: 'Videos that creators have told us of.',
    rows: sql`select coalesce(sum(videos), 0)::float8 as value from video_total`,
  },
  {
    name: 'publications',
    help: 'Publications, by platform and how they stand.',
    rows: sql`select platform, state, sum(value)::float8 as value from publication_total,
      lateral (values ('published', published), ('failed', failed), ('unknown', unknown),
        ('under_way', under_way)) as standing (state, value)
      group by platform, state`,
  },
  {
    name: 'quota_units',
    help: 'Uploads of this month, counted or held, of what the plans allow.',
    rows: sql`select state, coalesce(sum(value), 0)::float8 as value from quota_usage,
      lateral (values ('used', used), ('held', held)) as kept (state, value)
      where period = date_trunc('month', now() at time zone 'UTC')::date group by state`,
  },
]
