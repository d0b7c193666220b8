import { z } from 'zod'

const Place = z.object({
  /** A name of our code, or `?`. */
  call: z.string().regex(/^(\?|(async )?[\w$.<>#]{1,80})$/),
  /** Which of the dashboard's own files. */
  file: z.string().regex(/^assets\/[\w.-]{1,120}\.js$/),
  line: z.int().min(1).max(10_000_000),
  column: z.int().min(1).max(10_000_000),
})

/** Where the dashboard failed: a kind of error and places in our code, and nothing of anybody's. */
export const DashboardFailure = z.object({
  kind: z.string().regex(/^[A-Za-z][\w$]{0,60}$/),
  /** The call that failed first, the outermost last. */
  places: z.array(Place).max(30),
})
export type DashboardFailure = z.infer<typeof DashboardFailure>
