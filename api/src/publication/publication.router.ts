import { z } from 'zod'
import {
  PublicationCalendar,
  PublicationRow,
  Quota,
  ReportProgress,
  Reserved,
  ReservePublication,
  ResolvePublication,
  Sha256,
  ShowCalendar,
  ShowStory,
  TellWaiting,
  VideoStory,
  WaitingRow,
} from '../../contract/index.ts'
import { ANYTHING } from '../lib/id.ts'
import { byKey, byPerson, router, signedIn } from '../trpc.ts'
import { whileAdmitted } from '../while-admitted.ts'
import { listCalendar } from './calendar.queries.ts'
import { listPublicationsByContent, withoutVideo } from './publication-rows.queries.ts'
import { reportProgress } from './report-progress.ts'
import { reservePublication } from './reserve-publication.ts'
import { resolvePublication } from './resolve-publication.ts'
import { REST } from './rest-calls.ts'
import { showStory } from './story/show-story.ts'
import { tellWaiting } from './turn/tell-waiting.ts'
import { listWaiting } from './turn/waiting.queries.ts'

const Done = z.object({ ok: z.literal(true) })

export const publicationRouter = router({
  reserve: byKey('editor', 'publish')
    .meta(REST.reserve)
    .input(ReservePublication)
    .output(Reserved)
    .mutation(({ ctx, input }) => reservePublication(ctx, input)),
  report: byKey('editor', 'publish')
    .meta(REST.report)
    .input(ReportProgress)
    .output(Done)
    .mutation(({ ctx, input }) => reportProgress(ctx, input)),
  resolve: signedIn('editor', 'publish')
    .meta(REST.resolve)
    .input(ResolvePublication)
    .output(z.object({ publication: PublicationRow, quota: Quota }))
    .mutation(({ ctx, input }) => resolvePublication(ctx, input)),
  byContent: signedIn('viewer', 'read')
    .input(z.object({ sha256: Sha256 }))
    .output(z.object({ publications: z.array(PublicationRow) }))
    .query(async ({ ctx, input }) => {
      const rows = await listPublicationsByContent(ctx.db, ctx.actor.workspaceId, input.sha256)
      return { publications: rows.map(withoutVideo) }
    }),
  story: signedIn('viewer', 'read')
    .meta(REST.story)
    .input(ShowStory)
    .output(VideoStory)
    .query(({ ctx, input }) => showStory(ctx, input)),
  standing: byKey('editor', 'publish')
    .meta({ limit: { name: 'standing', points: 120, windowSeconds: 60, by: 'workspace' } })
    .input(TellWaiting)
    .output(Done)
    .mutation(({ ctx, input }) => tellWaiting(ctx, input)),
  waiting: signedIn('viewer', 'read')
    .output(z.object({ waiting: z.array(WaitingRow) }))
    .query(async ({ ctx }) => ({
      waiting: await listWaiting(ctx.db, ctx.actor.workspaceId),
    })),
  calendar: signedIn('viewer', 'read')
    .input(ShowCalendar)
    .output(PublicationCalendar)
    .query(({ ctx, input }) => listCalendar(ctx.db, ctx.actor.workspaceId, input)),
  onChange: byPerson('viewer').subscription(async function* ({ ctx, signal }) {
    const needed = { role: 'viewer', scope: 'read' } as const
    for await (const about of whileAdmitted(ctx, needed, signal)) {
      if (about !== null) yield { publicationId: about === ANYTHING ? null : about }
    }
  }),
})
