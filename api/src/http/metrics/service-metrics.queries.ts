import type { Db } from '@content/db'
import { type RawBuilder, sql } from 'kysely'
import type { Sample } from '../../lib/metric-family.ts'

export interface Question {
  name: string
  help: string
  /** Rows of a value, and of labels that are few by nature. */
  rows: RawBuilder<Record<string, unknown>>
}

// Work that is late, in seconds: what is due now and was due longest ago.
const late = (name: string, help: string, from: RawBuilder<unknown>): Question => ({
  name,
  help,
  rows: sql`select greatest(coalesce(extract(epoch from now() - min(due)), 0), 0)::float8 as value
    from (${from}) as waiting`,
})

/** How the service is; the same in every process. */
export const SERVICE: readonly Question[] = [
  late(
    'mail_late_seconds',
    'How long the mail that waits longest has been due.',
    sql`select next_at as due from mail where sent_at is null and failed_reason is null`,
  ),
  late(
    'webhook_late_seconds',
    'How long the webhook that waits longest has been due.',
    sql`select next_at as due from webhook_delivery where state = 'waiting'`,
  ),
  late(
    'event_late_seconds',
    'How long ago the oldest event happened from which nothing has followed yet.',
    sql`select created_at as due from event where spread_at is null`,
  ),
  late(
    'stripe_message_late_seconds',
    'How long the oldest message of Stripe waits.',
    sql`select received_at as due from stripe_event where handled_at is null`,
  ),
  late(
    'deletion_late_seconds',
    'How long the deletion that waits longest has been due.',
    sql`select next_at as due from deletion where finished_at is null`,
  ),
  late(
    'export_late_seconds',
    'How long the oldest copy of data has been waited for.',
    sql`select created_at as due from data_export where state = 'waiting'`,
  ),
  {
    name: 'archive_late_seconds',
    help: 'Since when the database could archive nothing of what it wrote; 0 while it can.',
    rows: sql`select case when last_failed_time > coalesce(last_archived_time, '-infinity')
        then extract(epoch from now() - coalesce(last_archived_time, stats_reset, last_failed_time))
        else 0 end::float8 as value from pg_stat_archiver`,
  },
  {
    name: 'job_late_seconds',
    help: 'How long a job of the timetable has been due, by job.',
    rows: sql`select name as job_name,
        greatest(max(extract(epoch from now() - start_after)), 0)::float8 as value
      from jobs.job where state = 'created' and name not like '\\_\\_%' group by name`,
  },
  {
    name: 'job_runs_last_hour',
    help: 'Runs of jobs that ended within the last hour, by job and outcome.',
    rows: sql`select name as job_name, state::text as outcome, count(*)::int as value from jobs.job
      where state in ('completed', 'failed') and name not like '\\_\\_%'
        and completed_on > now() - interval '1 hour' group by name, state`,
  },
  {
    name: 'db_longest_transaction_seconds',
    help: 'How long the oldest transaction of our database user has been open.',
    rows: sql`select coalesce(max(extract(epoch from now() - xact_start)), 0)::float8 as value
      from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`,
  },
  {
    name: 'connections',
    help: 'Connected channels, by platform and state.',
    rows: sql`select platform, state, count(*)::int as value from connection
      group by platform, state`,
  },
  {
    name: 'platform_refusals',
    help: 'Channels that a platform lets us ask again only later, by platform.',
    rows: sql`select platform, count(*)::int as value from connection
      where retry_after > now() group by platform`,
  },
  {
    name: 'events_last_hour',
    help: 'What happened within the last hour, by type, platform and who can mend it.',
    rows: sql`select type, coalesce(data->>'platform', '') as platform,
        coalesce(data->>'whoCanFix', '') as who_can_fix, count(*)::int as value
      from event where created_at > now() - interval '1 hour' group by 1, 2, 3`,
  },
]

export interface Asked {
  name: string
  help: string
  samples: Sample[]
}

/** Every answer there is; a question that fails now leaves a gap, which is to be noticed. */
export async function answersTo(questions: readonly Question[], db: Db): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const { name, help, rows: question } of questions) {
    const rows = await question.execute(db).then(
      answer => answer.rows,
      () => [],
    )
    asked.push({ name, help, samples: rows.map(sampleOf) })
  }
  return asked
}

function sampleOf({ value, ...labels }: Record<string, unknown>): Sample {
  const named = Object.entries(labels).map(([label, text]) => [label, String(text)])
  return { labels: Object.fromEntries(named), value: Number(value) }
}
