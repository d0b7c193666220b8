import { type Meta, restOf } from '../../trpc.ts'
import { FRESHNESS } from '../freshness.ts'

const rest = restOf('analytics')
type Rest = Parameters<typeof rest>
const get = (path: Rest[1], { summary, description }: Rest[2]) =>
  rest('GET', path, { summary, description: `${description} ${FRESHNESS}` })

/** How the history of figures is reached over REST, and how each call may be refused. */
export const HISTORY_REST = {
  compare: {
    openapi: get('/analytics/compare', {
      summary: 'What each platform gained, beside the period before',
      description: 'Days are those of the workspace’s time zone.',
    }),
    refuses: ['plan_limit'],
  },
  timeline: {
    openapi: get('/analytics/timeline', {
      summary: 'What each platform gained day by day',
      description:
        'A day on which the platform told nothing has 0 `videos`. What was told only after more ' +
        'than a day is `late`, so that it makes no single day look large.',
    }),
    refuses: ['plan_limit'],
  },
  video: {
    openapi: get('/analytics/videos/{videoId}', {
      summary: 'One video’s figures over time',
      description: 'As returned, wherever it is live; with the middle of your own videos there.',
    }),
    refuses: ['plan_limit', 'not_found'],
  },
  bestTimes: {
    openapi: get('/analytics/best-times', {
      summary: 'Hours of the week and how videos of them did',
      description: 'From your own videos. Platforms that allow no ranking are in `leftOut`.',
    }),
    refuses: ['plan_limit'],
  },
  topVideos: {
    openapi: get('/analytics/top-videos', {
      summary: 'What was seen most, for each platform',
      description: 'Of what went live in the period, each platform by its own count.',
    }),
    refuses: ['plan_limit'],
  },
  export: {
    openapi: get('/analytics/export', {
      summary: 'Figures of every video and day, as CSV or JSON lines',
      description:
        'In pieces: give `nextCursor` back as `cursor` and put each `text` behind the one before.',
    }),
    refuses: ['plan_limit'],
  },
} satisfies Record<string, Meta>
