import { z } from 'zod'

/**
 * The way of a workspace from its beginning, each step once: all that product analytics are told.
 * Nothing goes along but its plan of now and a number that only we can lead back to it.
 */
export const MILESTONES = {
  signed_up: 'A workspace began.',
  channel_connected: 'Its first channel was connected.',
  first_video: 'Its first video went live.',
  limit_reached: 'For the first time it used up the uploads of a month.',
  upgraded: 'For the first time it had a plan that costs something.',
  renewed: 'It paid for a second term.',
} as const

export const MilestoneName = z.enum(Object.keys(MILESTONES) as [keyof typeof MILESTONES])
export type MilestoneName = z.infer<typeof MilestoneName>
