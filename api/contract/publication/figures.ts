import { z } from 'zod'

/** A month, as `2026-11`; months are counted in UTC. */
export const Month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

/** What of the money that comes in is left after serving who pays it; an assumption of ours. */
export const GROSS_MARGIN = 0.8

const Cents = z.int()
const Share = z.number().min(0).nullable()

/** How the service does in a month. A ratio with nothing to divide by is null. */
export const OperatorFigures = z.object({
  month: Month,
  activeWorkspaces: z.int(),
  signUps: z.int(),
  /** At the end of the month, or now while it lasts. */
  payingWorkspaces: z.int(),
  newPaying: z.int(),
  conversion: Share,
  logoChurn: Share,
  revenueChurn: Share,
  mrrCents: Cents,
  arpuCents: Cents.nullable(),
  ltvCents: Cents.nullable(),
  spendCents: Cents.nullable(),
  cacCents: Cents.nullable(),
  ltvToCac: Share,
  /** How often the public page was looked at, by whoever was not signed in. */
  visits: z.int(),
  channelsConnected: z.int(),
  firstVideos: z.int(),
  limitsReached: z.int(),
  upgraded: z.int(),
  renewed: z.int(),
  published: z.int(),
  failed: z.int(),
  uploadSuccess: Share,
  /** How each is reckoned, to be shown beside it. */
  how: z.record(z.string(), z.string()),
})
export type OperatorFigures = z.infer<typeof OperatorFigures>

export const SaveSpend = z.object({ month: Month, cents: z.int().min(0).max(2_000_000_000) })
export type SaveSpend = z.infer<typeof SaveSpend>

/** The definitions, in words. */
export const HOW_FIGURED: Record<string, string> = {
  activeWorkspaces: 'Workspaces in which a person or a device acted on a day of the month.',
  signUps: 'Workspaces that began in the month, those that left since among them.',
  payingWorkspaces: 'Workspaces with a plan that costs something, at the end of the month.',
  newPaying: 'Workspaces that did not pay when the month began and began to in it.',
  conversion: 'New paying workspaces, of all that did not pay when it began or signed up in it.',
  logoChurn: 'Of the workspaces that paid when the month began, those that do not at its end.',
  revenueChurn:
    'Of the monthly revenue when the month began, what the same workspaces pay less at its end.',
  mrrCents: 'What all plans come to in a month, at its end; a yearly plan counts a twelfth.',
  arpuCents: 'Monthly revenue per paying workspace.',
  ltvCents: `That × a gross margin of ${GROSS_MARGIN * 100} % ÷ logo churn.`,
  spendCents: 'What was spent on being known, entered by hand.',
  cacCents: 'That spend per new paying workspace.',
  ltvToCac: 'What a paying workspace brings, against what it costs to win one.',
  visits: 'How often the public page was opened by somebody who was not signed in.',
  channelsConnected: 'Workspaces that connected their first channel in the month.',
  firstVideos: 'Workspaces whose first video went live in the month.',
  limitsReached: 'Workspaces that used up a month’s uploads for the first time.',
  upgraded: 'Workspaces that had a plan that costs something for the first time.',
  renewed: 'Workspaces that paid for a second term.',
  uploadSuccess: 'Of the publications that ended in the month, those that are published.',
}
