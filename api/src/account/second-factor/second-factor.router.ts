import { z } from 'zod'
import { FullProof, RecoveryCodes, SecondFactor } from '../../../contract/index.ts'
import { byPerson, router } from '../../trpc.ts'
import { beginSecondFactor } from './begin-second-factor.ts'
import { disableSecondFactor } from './disable-second-factor.ts'
import { enableSecondFactor } from './enable-second-factor.ts'
import { readSecondFactor } from './read-second-factor.ts'
import { renewRecoveryCodes } from './renew-recovery-codes.ts'

export const secondFactorRouter = router({
  get: byPerson('viewer')
    .output(SecondFactor)
    .query(({ ctx }) => readSecondFactor(ctx)),

  begin: byPerson('viewer')
    .output(z.object({ secret: z.string(), uri: z.string() }))
    .mutation(({ ctx }) => beginSecondFactor(ctx)),

  enable: byPerson('viewer')
    .input(FullProof)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => enableSecondFactor(ctx, input)),

  renewCodes: byPerson('viewer')
    .input(FullProof)
    .output(RecoveryCodes)
    .mutation(({ ctx, input }) => renewRecoveryCodes(ctx, input)),

  disable: byPerson('viewer')
    .input(FullProof)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => disableSecondFactor(ctx, input)),
})
