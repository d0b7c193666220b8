import { z } from 'zod'
import {
  MailPreferences,
  REFUSABLE_MAILS,
  RefusableMail,
  SaveMailPreferences,
  Unsubscribe,
} from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import { anyone, byPerson, router } from '../trpc.ts'
import { listRefused, refuseMail, replaceRefused } from './preferences.queries.ts'
import { readUnsubscribeToken } from './unsubscribe.rules.ts'

export const mailRouter = router({
  preferences: byPerson('viewer')
    .output(MailPreferences)
    .query(async ({ ctx }) => shown(await listRefused(ctx.db, ctx.actor.personId))),

  savePreferences: byPerson('viewer')
    .input(SaveMailPreferences)
    .output(MailPreferences)
    .mutation(async ({ ctx, input }) => {
      await replaceRefused(ctx.db, ctx.actor.personId, input.refused)
      return shown(await listRefused(ctx.db, ctx.actor.personId))
    }),

  /** What the link in a mail does; the token says for whom, and can do nothing else. */
  unsubscribe: anyone
    .input(Unsubscribe)
    .output(z.object({ title: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const refusal = readUnsubscribeToken(ctx.config.authSecret, input.token)
      if (!refusal) throw new Fault('not_found', 'This link is not one of ours.')
      await refuseMail(ctx.db, refusal.personId, refusal.kind)
      return { title: REFUSABLE_MAILS[refusal.kind] }
    }),
})

const shown = (refused: RefusableMail[]): MailPreferences => ({
  mails: RefusableMail.options.map(kind => ({
    kind,
    title: REFUSABLE_MAILS[kind],
    isWanted: !refused.includes(kind),
  })),
})
