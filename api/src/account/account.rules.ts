/** The device that a person's first key belongs to. */
export const DEFAULT_DEVICE = 'default'
/** A sign-in without a device gets its own key, so that it never stops the agent's. */
export const BROWSER_DEVICE = 'browser'

/** A limit on a door that a guesser tries: few, and never uncounted. */
export const strict = (name: string, points: number, windowSeconds: number) =>
  ({ name, points, windowSeconds, by: 'address', whenStoreIsAway: 'refuse' }) as const

/** What to call a person who gave no name: the part of their address before the @. */
export const nameFrom = (email: string): string => email.split('@')[0] || email
