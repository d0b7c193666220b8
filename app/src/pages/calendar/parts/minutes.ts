import { wallAt } from '../../../words/zoned.ts'

/** How many minutes of the day the clock shows there at a moment. */
export function minuteOf(at: string, timeZone: string): number {
  const { hour, minute } = wallAt(new Date(at), timeZone)
  return hour * 60 + minute
}
