import { z } from 'zod'
import {
  PublicationRow,
  Quota,
  ReportProgress,
  Reserved,
  ReservePublication,
  ResolvePublication,
  Sha256,
} from '../../contract/index.ts'
import { byKey, byPerson, router, signedIn } from '../trpc.ts'
import { listPublicationsByContent, withoutVideo } from './publication-rows.queries.ts'
import { reportProgress } from './report-progress.ts'
import { reservePublication } from './reserve-publication.ts'
import { resolvePublication } from './resolve-publication.ts'

export const publicationRouter = router({
  reserve: byKey
    .meta({
      openapi: {
        method: 'POST',
        path: '/publications/reserve',
        tags: ['publications'],
        protect: true,
        summary: 'Ask for the right to publish a video',
      },
    })
    .input(ReservePublication)
    .output(Reserved)
    .mutation(({ ctx, input }) => reservePublication(ctx, input)),
  report: byKey
    .meta({
      openapi: {
        method: 'POST',
        path: '/publications/report',
        tags: ['publications'],
        protect: true,
        summary: 'Say how far an upload is',
      },
      limit: { name: 'report', points: 3000, windowSeconds: 60, by: 'workspace' },
    })
    .input(ReportProgress)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => reportProgress(ctx, input)),
  resolve: signedIn
    .meta({
      openapi: {
        method: 'POST',
        path: '/publications/resolve',
        tags: ['publications'],
        protect: true,
        summary: 'Say what you saw at the channel',
      },
    })
    .input(ResolvePublication)
    .output(z.object({ publication: PublicationRow, quota: Quota }))
    .mutation(({ ctx, input }) => resolvePublication(ctx, input)),
  byContent: signedIn
    .input(z.object({ sha256: Sha256 }))
    .output(z.object({ publications: z.array(PublicationRow) }))
    .query(async ({ ctx, input }) => {
      const rows = await listPublicationsByContent(ctx.db, ctx.actor.workspaceId, input.sha256)
      return { publications: rows.map(withoutVideo) }
    }),
  onChange: byPerson.subscription(async function* ({ ctx, signal }) {
    const news = ctx.live.subscribe(ctx.actor.workspaceId, signal ?? ctx.signal)
    for await (const publicationId of news) yield { publicationId }
  }),
})
