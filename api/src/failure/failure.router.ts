import { z } from 'zod'
import { Failure } from '../../contract/index.ts'
import { router, signedIn } from '../trpc.ts'
import { noteFailure } from './note-failure.ts'

export const failureRouter = router({
  /** A program of ours failed at somebody's: the dashboard, or an agent that may say so. */
  tell: signedIn('viewer', 'read')
    .input(Failure)
    .output(z.null())
    .mutation(({ ctx, input }) => noteFailure(ctx, input)),
})
