import { FOREVER_MS } from '../journal/pauses.ts'
import { localTime } from '../journal/schedule.ts'

/** One line for people: since when it stands still and how it goes on. */
export const pauseLine = (untilMs: number) =>
  `PAUSED until ${untilMs === FOREVER_MS ? 'you resume it' : localTime(untilMs)}. ` +
  'Nothing is sent or published. To go on: content resume'

/** The same for programs. */
export const pauseStatus = (untilMs: number | null) =>
  untilMs === null
    ? null
    : { until: untilMs === FOREVER_MS ? null : new Date(untilMs).toISOString() }
