import type { Sketch } from './dashboard.ts'

const runs = (outcome: string) => `max by (job_name) (job_runs_last_hour{outcome="${outcome}"})`

export const queues: Sketch = {
  name: 'queues',
  title: 'Jobs and queues',
  parts: [
    {
      title: 'How late messages are',
      about: 'How long what waits longest has been due (EventsStuck, MailStuck, WebhooksStuck).',
      unit: 's',
      queries: {
        events: 'max(event_late_seconds)',
        mail: 'max(mail_late_seconds)',
        webhooks: 'max(webhook_late_seconds)',
        'messages of Stripe': 'max(stripe_message_late_seconds)',
      },
    },
    {
      title: 'How late requests of people are',
      about: 'Deletions and copies of data that people asked for (DeletionsLate, ExportsLate).',
      unit: 's',
      queries: {
        deletions: 'max(deletion_late_seconds)',
        exports: 'max(export_late_seconds)',
      },
    },
    {
      title: 'How late jobs are',
      about: 'Since when a job of the timetable has been due. Ten minutes is told (JobsLate).',
      unit: 's',
      queries: { '{{job_name}}': 'max by (job_name) (job_late_seconds)' },
    },
    {
      title: 'Jobs done within the last hour',
      about: 'Runs that ended well, by job.',
      queries: { '{{job_name}}': runs('completed') },
    },
    {
      title: 'Jobs failed within the last hour',
      about: 'More than three of one job is told (JobsFailing); the log says why.',
      queries: { '{{job_name}}': runs('failed') },
    },
    {
      title: 'What happened within the last hour',
      about: 'Events that mails, webhooks and live updates are made of.',
      queries: {
        '{{type}}': 'sum by (type) (max by (type, platform, who_can_fix) (events_last_hour))',
      },
    },
  ],
}
