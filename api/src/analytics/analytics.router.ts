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
        summary: 'Record how a publication ended',
        description:
          'Safe to repeat: the same key with the same outcome changes nothing and answers with ' +
          '`isRepeat`. The first confirmed publication of a video uses its upload up; one that ' +
          'failed gives it back.',
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
        summary: 'Figures of the workspace',
        description: 'Over the days that the plan shows; `since` is null where it shows all.',
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
        summary: 'Videos, newest first',
        description: 'Give `nextCursor` back as `cursor` to read on; null means the end.',
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
        summary: 'Figures of each platform',
        description: 'As each platform counts them, so they are never added up.',
      },
    })
    .output(Platforms)
    .query(({ ctx }) => showPlatforms(ctx)),
})
