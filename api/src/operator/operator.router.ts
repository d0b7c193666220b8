import { z } from 'zod'
import { Month, OperatorFigures, SaveSpend } from '../../contract/index.ts'
import { byOperator, router } from '../trpc.ts'
import { saveSpend } from './figures.queries.ts'
import { showFigures } from './show-figures.ts'

export const operatorRouter = router({
  figures: byOperator
    .input(z.object({ month: Month }))
    .output(OperatorFigures)
    .query(({ ctx, input }) => showFigures(ctx, input.month)),

  saveSpend: byOperator
    .input(SaveSpend)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(async ({ ctx, input }) => {
      await saveSpend(ctx.db, input, ctx.now())
      return { ok: true }
    }),
})
