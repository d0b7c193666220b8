import { z } from 'zod'
import { ChangePassword, Email, PasswordReset, ResetPassword } from '../../../contract/index.ts'
import { anyone, byPerson, router } from '../../trpc.ts'
import { strict } from '../account.rules.ts'
import { askForReset } from './ask-for-reset.ts'
import { changePassword } from './change-password.ts'
import { resetPassword } from './reset-password.ts'

export const passwordRouter = router({
  forgot: anyone
    .meta({ limit: strict('forgot-password', 20, 3600) })
    .input(z.object({ email: Email }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => askForReset(ctx, input.email)),

  reset: anyone
    .meta({ limit: strict('mailed-link', 30, 300) })
    .input(ResetPassword)
    .output(PasswordReset)
    .mutation(({ ctx, input }) => resetPassword(ctx, input)),

  change: byPerson('viewer')
    .input(ChangePassword)
    .output(z.object({ token: z.string(), expiresAt: z.iso.datetime() }))
    .mutation(({ ctx, input }) => changePassword(ctx, input)),
})
