import type { Budget } from './lib/permit.ts'

interface Fair {
  /** `turns`: one workspace after the other; `all`: everybody's at once; `own`: each its part. */
  by: 'turns' | 'all' | 'own'
  why: string
}

/** What all workspaces share, and why none of them can make the others wait for long. */
export const JOBS = {
  'expire-holds': { by: 'all', why: 'A run ends when nothing silent is left.' },
  'collect-figures': { by: 'turns', why: 'Who was asked longest ago is next, some videos each.' },
  'snapshot-months': { by: 'all', why: 'Tables of whole months, whoever is in them.' },
  'keep-connections': { by: 'own', why: 'What dies first is first; one refused waits its pause.' },
  'rotate-keys': { by: 'all', why: 'Nobody waits for it: older keys open until it is done.' },
  'stripe-messages': { by: 'own', why: 'A customer is read once, however many messages came.' },
  'stripe-customers': { by: 'own', why: 'A customer is read once; the next run begins behind.' },
  'spread-events': { by: 'turns', why: 'One event of each workspace after the other.' },
  'send-mails': { by: 'turns', why: 'One mail of each after the other, two at once at most.' },
  'deliver-webhooks': { by: 'turns', why: 'One call of each after the other, four at once.' },
  'make-exports': { by: 'turns', why: 'Who had fewest copies in this run is next.' },
  'run-deletions': { by: 'own', why: 'A workspace or person is deleted once.' },
  'keep-retention': { by: 'all', why: 'Rows of all go together, thousands at a time.' },
  'seal-audits': { by: 'own', why: 'A chain is signed once a night.' },
  milestones: { by: 'all', why: 'A few statements, thousands of rows at a time.' },
  'forget-attempts': { by: 'all', why: 'One statement.' },
  'forget-sessions': { by: 'all', why: 'A few statements.' },
  'forget-unconfirmed': { by: 'all', why: 'Rows of all go together, hundreds at a time.' },
} as const satisfies Record<string, Fair>
export type JobName = keyof typeof JOBS

type Of<By> = { [K in JobName]: (typeof JOBS)[K]['by'] extends By ? K : never }[JobName]
/** The jobs in which workspaces would stand behind each other if nobody saw to it. */
export type JobInTurns = Of<'turns'>

/** The files in which work of many workspaces stands in one line, within a job or a request. */
export const QUEUES = {
  'event/spread-events.ts': JOBS['spread-events'],
  'mail/send-mails.ts': JOBS['send-mails'],
  'webhook/deliver-webhooks.ts': JOBS['deliver-webhooks'],
  'outside/stripe/create-stripe.ts': {
    by: 'own',
    why: 'A workspace may ask thirty times a minute, and no call outlasts its time limit.',
  },
} as const satisfies Record<string, Fair>

/** The procedures that stay open. */
export const STREAMS = {
  'order.onOrder': { by: 'own', why: 'A device may have ten at one process, and needs one.' },
  'publication.onChange': { by: 'own', why: 'A person may have ten at one process.' },
} as const satisfies Record<string, Fair>

/** What each time costs money that all of us have. */
export const BUDGETS = {
  modelTexts: { by: 'own', why: 'Each workspace, and each person, has its own for a day.' },
} as const satisfies Record<Budget, Fair>
