import { z } from 'zod'
import { DashboardFailure } from '../../contract/index.ts'
import { bySession, router } from '../trpc.ts'
import { noteFailure } from './note-failure.ts'

export const dashboardRouter = router({
  /** The dashboard failed in somebody's browser. */
  failed: bySession('viewer')
    .input(DashboardFailure)
    .output(z.null())
    .mutation(({ ctx, input }) => noteFailure(ctx, input)),
})
