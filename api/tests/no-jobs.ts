import type { Jobs } from '../src/outside/jobs.ts'

/** A timetable on which nothing ever happens: a test does what is due by hand. */
export const noJobs: Jobs = {
  every: async () => {},
  soon: async () => {},
  handBack: async () => {},
  close: async () => {},
}
