import { z } from 'zod'
import { Failure } from '../../contract/index.ts'
import { router, signedIn } from '../trpc.ts'
import { noteFailure } from './note-failure.ts'

/** A program that fails over and over takes nothing from what else its workspace may ask. */
const FEW = { name: 'failures', points: 30, windowSeconds: 60, by: 'workspace' } as const

export const failureRouter = router({
  /** A program of ours failed at somebody's: the dashboard, or an agent that may say so. */
  tell: signedIn('viewer', 'read')
    .meta({ limit: FEW })
    .input(Failure)
    .output(z.null())
    .mutation(({ ctx, input }) => noteFailure(ctx, input)),
})
