import { z } from 'zod'
import {
  CreateWebhook,
  Deliveries,
  Delivery,
  ListDeliveries,
  ResendDelivery,
  SaveWebhook,
  Webhook,
  WebhookId,
  WebhookWithSecret,
} from '../../contract/index.ts'
import type { RateLimit } from '../outside/rate-limits/rate-limits.ts'
import { byPerson, router } from '../trpc.ts'
import { createWebhook } from './create-webhook.ts'
import { listDeliveries } from './list-deliveries.ts'
import { removeWebhook } from './remove-webhook.ts'
import { resendDelivery } from './resend-delivery.ts'
import { rotateSecret } from './rotate-secret.ts'
import { saveWebhook } from './save-webhook.ts'
import { testWebhook } from './test-webhook.ts'
import { listWebhookRows } from './webhook.queries.ts'

/** Each of these makes us call an address that somebody chose. */
const CALLS: RateLimit = { name: 'hook-calls', points: 30, windowSeconds: 60, by: 'workspace' }

export const webhookRouter = router({
  list: byPerson('admin')
    .output(z.array(Webhook))
    .query(({ ctx }) => listWebhookRows(ctx.db, ctx.actor.workspaceId)),

  create: byPerson('admin')
    .input(CreateWebhook)
    .output(WebhookWithSecret)
    .mutation(({ ctx, input }) => createWebhook(ctx, input)),

  save: byPerson('admin')
    .input(SaveWebhook)
    .output(Webhook)
    .mutation(({ ctx, input }) => saveWebhook(ctx, input)),

  remove: byPerson('admin')
    .input(WebhookId)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => removeWebhook(ctx, input.webhookId)),

  rotateSecret: byPerson('admin')
    .input(WebhookId)
    .output(WebhookWithSecret)
    .mutation(({ ctx, input }) => rotateSecret(ctx, input.webhookId)),

  test: byPerson('admin')
    .meta({ limit: CALLS })
    .input(WebhookId)
    .output(z.object({ deliveryId: z.uuid() }))
    .mutation(({ ctx, input }) => testWebhook(ctx, input.webhookId)),

  deliveries: byPerson('admin')
    .input(ListDeliveries)
    .output(Deliveries)
    .query(({ ctx, input }) => listDeliveries(ctx, input)),

  resend: byPerson('admin')
    .meta({ limit: CALLS })
    .input(ResendDelivery)
    .output(Delivery)
    .mutation(({ ctx, input }) => resendDelivery(ctx, input)),
})
