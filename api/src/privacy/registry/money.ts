import { sql } from 'kysely'
import { days, inner, type Registry, shown, subjectKeeps, workspaceId } from './entry.ts'

// The month and its bookings go together, so that what is used stays the sum of what was booked.
const afterTheBooks = days(400, 'period')

/** Plans, payments and what they allow. */
export const money = {
  billing: {
    subject: 'workspace',
    purpose: 'How things stand at Stripe.',
    workspace: 'workspace_id',
    keep: subjectKeeps,
    columns: {
      workspace_id: workspaceId,
      customer_id: shown('What Stripe calls the workspace.'),
      subscription_id: shown('What Stripe calls the subscription.'),
      status: shown('Whether it is paid.'),
      plan: shown('What is paid for.'),
      interval: shown('How often.'),
      next_plan: shown('What comes next.'),
      next_interval: shown('How often then.'),
      monthly_cents: shown('What it comes to in a month.'),
      period_ends_at: shown('Until when it is paid.'),
      trial_ends_at: shown('Until when it is tried.'),
      cancels_at: shown('When it ends.'),
      grace_until: shown('How long a failed payment is waited for.'),
      has_had_trial: shown('Whether it was tried before.'),
      intents: inner('Keeps the same wish from being asked twice.'),
      synced_at: inner('When Stripe was last asked.'),
    },
  },
  stripe_event: {
    subject: 'workspace',
    purpose: 'A message of Stripe.',
    workspace: id => sql`
      customer_id in (select b.customer_id from billing b where b.workspace_id::text = ${id})`,
    keep: days(90, 'received_at', sql`handled_at is not null`),
    columns: {
      event_id: shown('What Stripe calls it.'),
      type: shown('What happened.'),
      customer_id: shown('To whom.'),
      is_live: inner('Real money or a test.'),
      body: shown('What Stripe wrote.'),
      created_at: shown('When it happened.'),
      received_at: shown('When it came.'),
      handled_at: inner('When it was dealt with.'),
      attempts: inner('How often that was tried.'),
      last_reason: inner('Why it failed.'),
    },
  },
  quota_pack: {
    subject: 'workspace',
    purpose: 'Uploads bought on top of a plan.',
    workspace: 'workspace_id',
    keep: afterTheBooks,
    columns: {
      workspace_id: workspaceId,
      payment_id: shown('What Stripe calls the payment.'),
      period: shown('For which month.'),
      units: shown('How many.'),
      bought_at: shown('When.'),
    },
  },
  quota_usage: {
    subject: 'workspace',
    purpose: 'How many uploads a month took.',
    workspace: 'workspace_id',
    keep: afterTheBooks,
    columns: {
      workspace_id: workspaceId,
      period: shown('Which month.'),
      used: shown('How many are published.'),
      held: shown('How many are under way.'),
      extra: shown('How many were bought on top.'),
    },
  },
  reservation: {
    subject: 'workspace',
    purpose: 'An upload that is under way or was counted.',
    workspace: 'workspace_id',
    keep: afterTheBooks,
    columns: {
      workspace_id: workspaceId,
      reservation_id: inner('Names it.'),
      video_id: shown('Which video.'),
      period: shown('For which month.'),
      units: shown('How many it counts as.'),
      state: shown('What became of it.'),
      expires_at: inner('When it is given back.'),
      created_at: shown('When it was made.'),
    },
  },
  plan_change: {
    subject: 'workspace',
    purpose: 'When a plan changed, for the service’s key figures.',
    workspace: 'workspace_id',
    onWorkspace: 'make nameless',
    keep: { for: 'always', because: 'revenue of the past must stay what it was' },
    columns: {
      workspace_id: workspaceId,
      change_id: inner('Names it.'),
      changed_at: shown('When.'),
      from_plan: shown('From what.'),
      to_plan: shown('To what.'),
      monthly_cents: shown('What it comes to in a month.'),
    },
  },
  active_day: {
    subject: 'workspace',
    purpose: 'On which days somebody acted, for the service’s key figures.',
    workspace: 'workspace_id',
    onWorkspace: 'make nameless',
    keep: days(800, 'active_on'),
    columns: { workspace_id: workspaceId, active_on: shown('Which day.') },
  },
  departed: {
    subject: 'none',
    purpose: 'That somebody once signed up and left, under a number that leads to nobody.',
    keep: { for: 'always', because: 'sign-ups of the past must stay what they were' },
    columns: {
      workspace_id: inner('A number made up when they left.'),
      signed_up_on: inner('Which day they came.'),
      left_on: inner('Which day they went.'),
    },
  },
  operator_alert: {
    subject: 'none',
    purpose: 'What those who run the service have to look at.',
    keep: { for: 'always', because: 'it goes when what it is about is over' },
    columns: {
      kind: inner('What it is about.'),
      detail: inner('What is wrong.'),
      raised_at: inner('Since when.'),
      seen_at: inner('When it was last so.'),
    },
  },
  marketing_spend: {
    subject: 'none',
    purpose: 'What the service spent to be known.',
    keep: { for: 'always', because: 'it is about the service alone' },
    columns: {
      month: inner('Which month.'),
      cents: inner('How much.'),
      saved_at: inner('When it was entered.'),
    },
  },
} as const satisfies Partial<Registry>
