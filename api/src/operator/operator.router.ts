import { z } from 'zod'
import { Month, OperatorAlert, OperatorFigures, SaveSpend } from '../../contract/index.ts'
import { byOperator, router } from '../trpc.ts'
import { listAlerts } from './alert.queries.ts'
import { saveSpend } from './figures.queries.ts'
import { showFigures } from './show-figures.ts'

export const operatorRouter = router({
  figures: byOperator
    .input(z.object({ month: Month }))
    .output(OperatorFigures)
    .query(({ ctx, input }) => showFigures(ctx, input.month)),

  alerts: byOperator
    .output(z.object({ alerts: z.array(OperatorAlert) }))
    .query(async ({ ctx }) => ({ alerts: await listAlerts(ctx.db) })),

  saveSpend: byOperator
    .input(SaveSpend)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await saveSpend(ctx.db, input, ctx.now())
      return { ok: true }
    }),
})
