import type { CalendarDateTime } from '@internationalized/date'
import { wallAt } from '../../../words/zoned.ts'

/** How many minutes of its day a time on the clock is. */
export const minutesInto = ({ hour, minute }: CalendarDateTime): number => hour * 60 + minute

/** How many minutes of the day the clock shows there at a moment. */
export const minuteOf = (at: string, timeZone: string): number =>
  minutesInto(wallAt(new Date(at), timeZone))
