/** The device that a person's first key belongs to. */
export const DEFAULT_DEVICE = 'default'
/** A sign-in without a device gets its own key, so that it never stops the agent's. */
export const BROWSER_DEVICE = 'browser'

/** What to call a person who gave no name: the part of their address before the @. */
export const nameFrom = (email: string): string => email.split('@')[0] || email
