import { accountRouter } from './account/account.router.ts'
import { analyticsRouter } from './analytics/analytics.router.ts'
import { billingRouter } from './billing/billing.router.ts'
import { connectionRouter } from './connection/connection.router.ts'
import { deviceRouter } from './device/device.router.ts'
import { enrichmentRouter } from './enrichment/enrichment.router.ts'
import { publicationRouter } from './publication/publication.router.ts'
import { router } from './trpc.ts'
import { workspaceRouter } from './workspace/workspace.router.ts'

/** Every procedure there is; the index of what the api can do. */
export const appRouter = router({
  account: accountRouter,
  analytics: analyticsRouter,
  billing: billingRouter,
  connection: connectionRouter,
  device: deviceRouter,
  enrichment: enrichmentRouter,
  publication: publicationRouter,
  workspace: workspaceRouter,
})

export type AppRouter = typeof appRouter
