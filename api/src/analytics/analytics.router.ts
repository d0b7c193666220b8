import { z } from 'zod'
import {
  ListChanged,
  ListVideos,
  Overview,
  Platforms,
  PublicationRow,
  Quota,
  TrackPublication,
  VideoPage,
  VideoRow,
} from '../../contract/index.ts'
import { byKey, router, signedIn } from '../trpc.ts'
import { historyProcedures } from './history/history.router.ts'
import { listChanged, listVideos } from './list-videos.ts'
import { REST } from './rest-calls.ts'
import { showOverview, showPlatforms } from './show-figures.ts'
import { trackPublication } from './track-publication.ts'

// Of all changes the one that is made most, so its shapes are compiled.
const HotTrackPublication = z.compile(TrackPublication)
const HotTracked = z.compile(
  z.object({ publication: PublicationRow, quota: Quota, isRepeat: z.boolean() }),
)

export const analyticsRouter = router({
  ...historyProcedures,
  track: byKey('editor', 'publish')
    .meta(REST.track)
    .input(HotTrackPublication)
    .output(HotTracked)
    .mutation(({ ctx, input }) => trackPublication(ctx, input)),
  overview: signedIn('viewer', 'read')
    .meta(REST.overview)
    .output(Overview)
    .query(({ ctx }) => showOverview(ctx)),
  videos: signedIn('viewer', 'read')
    .meta(REST.videos)
    .input(ListVideos)
    .output(VideoPage)
    .query(({ ctx, input }) => listVideos(ctx, input)),
  changed: signedIn('viewer', 'read')
    .input(ListChanged)
    .output(z.object({ videos: z.array(VideoRow) }))
    .query(({ ctx, input }) => listChanged(ctx, input.publicationIds)),
  platforms: signedIn('viewer', 'read')
    .meta(REST.platforms)
    .output(Platforms)
    .query(({ ctx }) => showPlatforms(ctx)),
})
