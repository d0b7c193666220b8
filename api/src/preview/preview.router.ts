import { z } from 'zod'
import { AskPreviews, PreviewsSent, PreviewsWanted, SendPreviews } from '../../contract/index.ts'
import { Fault } from '../lib/fault.ts'
import { byKey, router, signedIn } from '../trpc.ts'
import { hasPreviews, previewById, sharesPreviews } from './preview.queries.ts'
import { sendPreviews } from './send-previews.ts'

/** Of so many new videos in an hour a workspace may send pictures; more of them wait. */
const SENDING = { name: 'previews', points: 600, windowSeconds: 3600, by: 'workspace' } as const
/** Three pictures for each row of a long page, each of them once. */
const LOOKING = { name: 'pictures', points: 3000, windowSeconds: 60, by: 'workspace' } as const

export const previewRouter = router({
  isWanted: byKey('editor', 'publish')
    .input(AskPreviews)
    .output(PreviewsWanted)
    .query(async ({ ctx, input }) => {
      const { workspaceId } = ctx.actor
      const isShared = await sharesPreviews(ctx.db, workspaceId, 'free')
      return { isWanted: isShared && !(await hasPreviews(ctx.db, { workspaceId, ...input })) }
    }),

  send: byKey('editor', 'publish')
    .meta({ limit: SENDING })
    .input(SendPreviews)
    .output(PreviewsSent)
    .mutation(({ ctx, input }) => sendPreviews(ctx, input)),

  /** The picture itself, for `GET /api/v1/previews/{previewId}`. */
  picture: signedIn('viewer', 'read')
    .meta({ limit: LOOKING })
    .input(z.object({ previewId: z.uuid() }))
    .output(z.object({ format: z.string(), base64: z.string() }))
    .query(async ({ ctx, input }) => {
      const found = await previewById(ctx.db, ctx.actor.workspaceId, input.previewId)
      if (!found) throw new Fault('not_found', 'There is no such picture.')
      return { format: found.format, base64: Buffer.from(found.picture).toString('base64') }
    }),
})
