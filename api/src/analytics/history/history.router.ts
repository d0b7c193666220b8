import {
  BestTimes,
  Comparison,
  ExportedFigures,
  ExportFigures,
  ShowBestTimes,
  ShowHistory,
  ShowTopVideos,
  ShowVideoHistory,
  Timeline,
  TopVideos,
  VideoHistory,
} from '../../../contract/index.ts'
import { signedIn } from '../../trpc.ts'
import { exportFigures } from './export-figures.ts'
import { HISTORY_REST as REST } from './rest-calls.ts'
import { showBestTimes, showTopVideos } from './show-best.ts'
import { comparePeriods, showTimeline } from './show-history.ts'
import { showVideoHistory } from './show-video-history.ts'

/** What figures were and became; a part of the router of figures. */
export const historyProcedures = {
  compare: signedIn('viewer', 'read')
    .meta(REST.compare)
    .input(ShowHistory)
    .output(Comparison)
    .query(({ ctx, input }) => comparePeriods(ctx, input)),
  timeline: signedIn('viewer', 'read')
    .meta(REST.timeline)
    .input(ShowHistory)
    .output(Timeline)
    .query(({ ctx, input }) => showTimeline(ctx, input)),
  video: signedIn('viewer', 'read')
    .meta(REST.video)
    .input(ShowVideoHistory)
    .output(VideoHistory)
    .query(({ ctx, input }) => showVideoHistory(ctx, input)),
  bestTimes: signedIn('viewer', 'read')
    .meta(REST.bestTimes)
    .input(ShowBestTimes)
    .output(BestTimes)
    .query(({ ctx, input }) => showBestTimes(ctx, input)),
  topVideos: signedIn('viewer', 'read')
    .meta(REST.topVideos)
    .input(ShowTopVideos)
    .output(TopVideos)
    .query(({ ctx, input }) => showTopVideos(ctx, input)),
  export: signedIn('viewer', 'read')
    .meta(REST.export)
    .input(ExportFigures)
    .output(ExportedFigures)
    .query(({ ctx, input }) => exportFigures(ctx, input)),
}
