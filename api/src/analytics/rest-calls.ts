import { type Meta, restOf } from '../trpc.ts'
import { FRESHNESS } from './freshness.ts'

const FRESH = ` ${FRESHNESS}`

const rest = restOf('analytics')

/** How figures are reached over REST, and how each call may be refused. */
export const REST = {
  track: {
    openapi: rest('POST', '/analytics/track', {
      summary: 'Record how a publication ended',
      description:
        'Safe to repeat: the same key with the same outcome changes nothing and answers with ' +
        '`isRepeat`. The first confirmed publication of a video uses its upload up; one that ' +
        'failed gives it back.',
    }),
    refuses: ['not_found', 'conflict'],
  },
  overview: {
    openapi: rest('GET', '/analytics/overview', {
      summary: 'Figures of the workspace',
      description: `Of the days that the plan shows; \`since\` is null where it shows all.${FRESH}`,
    }),
  },
  videos: {
    openapi: rest('GET', '/analytics/videos', {
      summary: 'Videos, newest first, or those that you search for',
      description:
        'Give `nextCursor` back as `cursor`, with all else as before, to go on; null means the ' +
        'end. `search` finds part of a file name or title; `platform`, `state` and ' +
        `\`connectionId\` all have to hold for one publication of a video.${FRESH}`,
    }),
    refuses: ['not_found'],
  },
  platforms: {
    openapi: rest('GET', '/analytics/platforms', {
      summary: 'Figures of each platform',
      description: `As each platform counts them, so they are never added up.${FRESH}`,
    }),
  },
} satisfies Record<string, Meta>
