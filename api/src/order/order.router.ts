import { z } from 'zod'
import { AnswerOrder, GiveOrder, OrderRow } from '../../contract/index.ts'
import { byKey, byPerson, router, signedIn } from '../trpc.ts'
import { answerOrder } from './answer-order.ts'
import { giveOrder } from './give-order.ts'
import { hearOrders } from './hear-orders.ts'
import { listOrders } from './list-orders.ts'
import { REST } from './rest-calls.ts'

/** The number of the last order that a device has in hand; absent: it holds none. */
const Hear = z
  .object({
    lastEventId: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
  })
  .default({})

export const orderRouter = router({
  give: byPerson('editor')
    .meta(REST.give)
    .input(GiveOrder)
    .output(z.object({ order: OrderRow }))
    .mutation(({ ctx, input }) => giveOrder(ctx, input)),
  list: signedIn('viewer', 'read')
    .meta(REST.list)
    .output(z.object({ orders: z.array(OrderRow) }))
    .query(async ({ ctx }) => ({ orders: await listOrders(ctx) })),
  answer: byKey('editor', 'publish')
    .meta({
      limit: { name: 'answers', points: 3000, windowSeconds: 60, by: 'workspace' },
      refuses: ['not_found', 'conflict'],
    })
    .input(AnswerOrder)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => answerOrder(ctx, input)),
  onOrder: byKey('editor', 'publish')
    .input(Hear)
    .subscription(({ ctx, input, signal }) =>
      hearOrders(ctx, Number(input.lastEventId ?? 0), signal),
    ),
})
