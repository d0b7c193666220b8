/** The parts of the window, in the order of their keys. */
export const PARTS = ['videos', 'channels', 'activity', 'settings', 'health'] as const
export type Part = (typeof PARTS)[number]
