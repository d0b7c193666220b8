import { forgetEnded } from './account/forget-ended.ts'
import { collectFigures } from './analytics/collect-figures.ts'
import { forgetUnconfirmed } from './analytics/forget-unconfirmed.ts'
import { keepMonths } from './analytics/keep-months.ts'
import { sealAudits } from './audit/seal-audits.ts'
import { reconcileCustomers } from './billing/sync/reconcile-customers.ts'
import { sweepMessages } from './billing/sync/sweep-messages.ts'
import { freshAccess } from './connection/fresh-access.ts'
import { keepConnections } from './connection/keep-connections.ts'
import { dropEndedAttempts } from './connection/oauth-state.queries.ts'
import type { Deps } from './context.ts'
import { watchModel } from './enrichment/watch-model.ts'
import { spreadEvents } from './event/spread-events.ts'
import { tellEnding } from './event/tell-ending.ts'
import { tellFailures } from './event/tell-failures.ts'
import { tellFirstSteps } from './event/tell-first-steps.ts'
import { tellLive } from './event/tell-live.ts'
import { tellWaitingVideos } from './event/tell-waiting-videos.ts'
import { Fault } from './lib/fault.ts'
import { sendMails } from './mail/send-mails.ts'
import { noteMilestones } from './operator/note-milestones.ts'
import { tellMilestones } from './operator/tell-milestones.ts'
import { throughTheMinute } from './outside/repeat.ts'
import { runDeletions } from './privacy/deletion/run-deletions.ts'
import { makeExports } from './privacy/export/make-exports.ts'
import { keepRetention } from './privacy/keep-retention.ts'
import { expireSilentHolds } from './publication/expire-holds.ts'
import { rotateKeys } from './vault/rotate-keys.ts'
import { deliverWebhooks } from './webhook/deliver-webhooks.ts'

/** What happens by the clock, on one process at a time. */
export async function startTimetable(deps: Deps): Promise<void> {
  const accessTokenFor = accessTokens(deps)
  await deps.shared.jobs.every('expire-holds', '* * * * *', () => expireSilentHolds(deps))
  await deps.shared.jobs.every('collect-figures', '2-59/5 * * * *', signal =>
    collectFigures({ ...deps, accessTokenFor }, signal),
  )
  await deps.shared.jobs.every('snapshot-months', '19 * * * *', signal => keepMonths(deps, signal))
  await deps.shared.jobs.every('forget-unconfirmed', '47 * * * *', async signal => {
    await forgetUnconfirmed(deps, signal)
  })
  await deps.shared.jobs.every('keep-connections', '37 * * * *', async signal => {
    await tellEnding(deps, signal)
    await keepConnections({ ...deps, accessTokenFor }, signal)
  })
  await deps.shared.jobs.every('rotate-keys', '17 * * * *', async signal => {
    await rotateKeys(deps, signal)
  })
  await deps.shared.jobs.every('stripe-messages', '* * * * *', signal =>
    sweepMessages(deps, signal),
  )
  // Not as a job: a run that died with its process would hold this one up.
  sweepMessages(deps, new AbortController().signal).catch(error => {
    deps.log.error('the first look at Stripe failed', { reason: String(error) })
  })
  await deps.shared.jobs.every('stripe-customers', '41 2 * * *', signal =>
    reconcileCustomers(deps, signal),
  )
  if (deps.config.openai.kind === 'model') {
    await deps.shared.jobs.every('watch-model', '29 * * * *', signal => watchModel(deps, signal))
    await deps.shared.jobs.soon('watch-model')
  }
  await deps.shared.jobs.every('milestones', '9,24,39,54 * * * *', async signal => {
    await noteMilestones(deps, signal)
    await tellMilestones(deps, signal)
    await tellFirstSteps(deps, signal)
  })
  await startMessages(deps)
  await startPrivacy(deps)
  await deps.shared.jobs.every('forget-attempts', '53 * * * *', async () => {
    await dropEndedAttempts(deps.db, deps.now())
  })
  await deps.shared.jobs.every('forget-sessions', '23 3 * * *', () => forgetEnded(deps))
}

/** What happened becomes mails and webhooks, and those go out, within seconds. */
async function startMessages(deps: Deps): Promise<void> {
  await deps.shared.jobs.every('spread-events', '* * * * *', signal =>
    throughTheMinute(async stopping => {
      await spreadEvents(deps, stopping)
      await tellFailures(deps)
      await tellLive(deps)
      await tellWaitingVideos(deps)
    }, signal),
  )
  await deps.shared.jobs.every('send-mails', '* * * * *', signal =>
    throughTheMinute(stopping => sendMails(deps, stopping), signal),
  )
  await deps.shared.jobs.every('deliver-webhooks', '* * * * *', signal =>
    throughTheMinute(stopping => deliverWebhooks(deps, stopping), signal),
  )
  // Nobody's first mail waits for the minute to turn.
  for (const job of ['spread-events', 'send-mails', 'deliver-webhooks'])
    await deps.shared.jobs.soon(job)
}

/** Copies that somebody waits for, whoever asked to be deleted, and what has been kept enough. */
async function startPrivacy(deps: Deps): Promise<void> {
  await deps.shared.jobs.every('make-exports', '* * * * *', signal => makeExports(deps, signal))
  await deps.shared.jobs.every('run-deletions', '* * * * *', signal => runDeletions(deps, signal))
  await deps.shared.jobs.every('keep-retention', '11 * * * *', signal =>
    keepRetention(deps, signal),
  )
  await deps.shared.jobs.every('seal-audits', '3 1 * * *', signal => sealAudits(deps, signal))
}

type Key = { workspaceId: string; connectionId: string }

/** A connection that cannot give a token now is skipped, not a reason to stop. */
const accessTokens = (deps: Deps) => async (key: Key) => {
  try {
    return (await freshAccess(deps, key)).tokens.accessToken
  } catch (error) {
    if (error instanceof Fault) return null
    throw error
  }
}
