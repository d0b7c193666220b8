import { z } from 'zod'
import { ChangeEmail, LinkSecret } from '../../../contract/index.ts'
import { byPerson, router } from '../../trpc.ts'
import { strict } from '../account.rules.ts'
import { askForEmail } from './ask-for-email.ts'
import { confirmEmail } from './confirm-email.ts'
import { proveEmail } from './prove-email.ts'
import { resendVerification } from './resend-verification.ts'

const Proven = z.object({ email: z.string() })

export const emailRouter = router({
  resend: byPerson('viewer')
    .output(z.object({ isSent: z.boolean() }))
    .mutation(({ ctx }) => resendVerification(ctx)),

  verify: byPerson('viewer')
    .meta({ limit: strict('mailed-link', 30, 300) })
    .input(LinkSecret)
    .output(Proven)
    .mutation(({ ctx, input }) => proveEmail(ctx, input.secret)),

  change: byPerson('viewer')
    .input(ChangeEmail)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => askForEmail(ctx, input)),

  confirm: byPerson('viewer')
    .meta({ limit: strict('mailed-link', 30, 300) })
    .input(LinkSecret)
    .output(Proven)
    .mutation(({ ctx, input }) => confirmEmail(ctx, input.secret)),
})
