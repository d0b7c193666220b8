import { z } from 'zod'
import { SignedOut, SignIn } from '../../../contract/index.ts'
import { byPerson, router } from '../../trpc.ts'
import { endSignIn } from './end-sign-in.ts'
import { listSignIns } from './list-sign-ins.ts'
import { signOutEverywhere } from './sign-out-everywhere.ts'

export const sessionRouter = router({
  list: byPerson('viewer')
    .output(z.array(SignIn))
    .query(({ ctx }) => listSignIns(ctx)),

  end: byPerson('viewer')
    .input(z.object({ sessionId: z.uuid() }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => endSignIn(ctx, input.sessionId)),

  endAll: byPerson('viewer')
    .input(z.object({ withKeys: z.boolean().default(false) }).optional())
    .output(SignedOut)
    .mutation(({ ctx, input }) => signOutEverywhere(ctx, { withKeys: input?.withKeys ?? false })),
})
