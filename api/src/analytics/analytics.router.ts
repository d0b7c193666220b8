import { z } from 'zod'
import {
  ListVideos,
  Overview,
  Platforms,
  PublicationRow,
  Quota,
  TrackPublication,
  VideoPage,
} from '../../contract/index.ts'
import { byKey, router, signedIn } from '../trpc.ts'
import { listVideos } from './list-videos.ts'
import { showOverview, showPlatforms } from './show-figures.ts'
import { trackPublication } from './track-publication.ts'

// Of all changes the one that is made most, so its shapes are compiled.
const HotTrackPublication = z.compile(TrackPublication)
const HotTracked = z.compile(
  z.object({ publication: PublicationRow, quota: Quota, isRepeat: z.boolean() }),
)

export const analyticsRouter = router({
  track: byKey('editor', 'publish')
    .meta({
      openapi: {
        method: 'POST',
        path: '/analytics/track',
        tags: ['analytics'],
        protect: true,
        summary: 'Record how a publication ended',
      },
      refuses: ['not_found', 'conflict'],
    })
    .input(HotTrackPublication)
    .output(HotTracked)
    .mutation(({ ctx, input }) => trackPublication(ctx, input)),
  overview: signedIn('viewer', 'read')
    .meta({
      openapi: {
        method: 'GET',
        path: '/analytics/overview',
        tags: ['analytics'],
        protect: true,
        summary: 'Figures of the workspace',
      },
    })
    .output(Overview)
    .query(({ ctx }) => showOverview(ctx)),
  videos: signedIn('viewer', 'read')
    .meta({
      openapi: {
        method: 'GET',
        path: '/analytics/videos',
        tags: ['analytics'],
        protect: true,
        summary: 'Videos, newest first',
      },
    })
    .input(ListVideos)
    .output(VideoPage)
    .query(({ ctx, input }) => listVideos(ctx, input)),
  platforms: signedIn('viewer', 'read')
    .meta({
      openapi: {
        method: 'GET',
        path: '/analytics/platforms',
        tags: ['analytics'],
        protect: true,
        summary: 'Figures of each platform',
      },
    })
    .output(Platforms)
    .query(({ ctx }) => showPlatforms(ctx)),
})
