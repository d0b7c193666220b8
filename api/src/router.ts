import { accountRouter } from './account/account.router.ts'
import { analyticsRouter } from './analytics/analytics.router.ts'
import { auditRouter } from './audit/audit.router.ts'
import { billingRouter } from './billing/billing.router.ts'
import { brandRouter } from './brand/brand.router.ts'
import { connectionRouter } from './connection/connection.router.ts'
import { deviceRouter } from './device/device.router.ts'
import { enrichmentRouter } from './enrichment/enrichment.router.ts'
import { failureRouter } from './failure/failure.router.ts'
import { mailRouter } from './mail/mail.router.ts'
import { operatorRouter } from './operator/operator.router.ts'
import { orderRouter } from './order/order.router.ts'
import { previewRouter } from './preview/preview.router.ts'
import { privacyRouter } from './privacy/privacy.router.ts'
import { publicationRouter } from './publication/publication.router.ts'
import { router } from './trpc.ts'
import { webhookRouter } from './webhook/webhook.router.ts'
import { workspaceRouter } from './workspace/workspace.router.ts'

/** Every procedure there is; the index of what the api can do. */
export const appRouter = router({
  account: accountRouter,
  analytics: analyticsRouter,
  audit: auditRouter,
  billing: billingRouter,
  brand: brandRouter,
  connection: connectionRouter,
  device: deviceRouter,
  enrichment: enrichmentRouter,
  failure: failureRouter,
  mail: mailRouter,
  operator: operatorRouter,
  order: orderRouter,
  preview: previewRouter,
  privacy: privacyRouter,
  publication: publicationRouter,
  webhook: webhookRouter,
  workspace: workspaceRouter,
})

export type AppRouter = typeof appRouter
