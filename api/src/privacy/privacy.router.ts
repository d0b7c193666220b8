import { z } from 'zod'
import {
  AskAboutData,
  DataExport,
  DataSubject,
  OpenExport,
  OpenedExport,
  PlannedDeletion,
  PrivacyStatus,
} from '../../contract/index.ts'
import { DAY_SECONDS } from '../lib/time.ts'
import { byPerson, bySession, router } from '../trpc.ts'
import { cancelDeletion } from './deletion/cancel-deletion.ts'
import { requestDeletion } from './deletion/request-deletion.ts'
import { openExport } from './export/fetch-export.ts'
import { requestExport } from './export/request-export.ts'
import { readStatus } from './read-status.ts'

export { fetchExport } from './export/fetch-export.ts'
export { answerMeta, readMetaRequest } from './meta/answer-meta.ts'

// A copy of everything costs the database a full read of it.
const rarely = { name: 'export', points: 10, windowSeconds: DAY_SECONDS, by: 'workspace' } as const
const seldom = { name: 'deletion', points: 20, windowSeconds: 3600, by: 'workspace' } as const

export const privacyRouter = router({
  status: byPerson('viewer')
    .output(PrivacyStatus)
    .query(({ ctx }) => readStatus(ctx)),

  requestExport: byPerson('viewer')
    .meta({ limit: rarely })
    .input(AskAboutData)
    .output(DataExport)
    .mutation(async ({ ctx, input }) => {
      await ctx.identity.confirm(ctx, input)
      return requestExport(ctx, input)
    }),

  openExport: bySession('viewer')
    .meta({ limit: seldom })
    .input(OpenExport)
    .output(OpenedExport)
    .mutation(({ ctx, input }) => openExport(ctx, input)),

  requestDeletion: byPerson('viewer')
    .meta({ limit: seldom })
    .input(AskAboutData)
    .output(PlannedDeletion)
    .mutation(async ({ ctx, input }) => {
      await ctx.identity.confirm(ctx, input)
      return requestDeletion(ctx, input.subject)
    }),

  cancelDeletion: byPerson('viewer')
    .input(z.object({ subject: DataSubject }))
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => cancelDeletion(ctx, input.subject)),
})
