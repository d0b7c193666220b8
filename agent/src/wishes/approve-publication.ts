import type { Choice } from '@content/api/contract'
import type { Journal } from '../journal/journal.ts'
import { NO_TROUBLE, type PublicationRow } from '../journal/rows.ts'
import { clientOf } from '../platforms/index.ts'
import { PostingOptions } from '../platforms/platform.ts'
import { noWay } from './no-way.ts'

// A failure over the words or the choice is mended by approving again with other ones.
export const mayApprove = (row: PublicationRow) =>
  row.state === 'awaiting_review' || (row.state === 'failed' && row.who_can_fix === 'you')

/** What the platform lets this creator choose from, as it was last asked; null: it was not. */
export const offeredTo = ({ options }: PublicationRow) =>
  options === null ? null : PostingOptions.parse(JSON.parse(options))

/** Why the platform's own rules do not allow this choice; null when they do. */
export const whyNotChosen = (row: PublicationRow, choice: Choice): string | null =>
  clientOf(row.platform).approval.whyNot?.(choice, offeredTo(row)) ?? null

const CANCELLED = 'You cancelled that video. To publish it after all, try it again first.'

/** Writes the creator's choice down; the agent at work goes on at once. Throws a Refusal. */
export function approvePublication(journal: Journal, row: PublicationRow, choice: Choice): void {
  if (journal.video(row.sha256)?.cancelled_at != null) throw noWay(CANCELLED)
  journal.changePublication(row.id, {
    ...NO_TROUBLE,
    // What was refused before a file was made for it still needs that file.
    state: row.rendition_path === null ? 'planned' : 'awaiting_review',
    choice: JSON.stringify(choice),
    stage: null,
    session: null,
    outcome: null,
    is_told: 0,
    attempts: 0,
    next_at: 0,
  })
  journal.changeVideo(row.sha256, { ...NO_TROUBLE, state: 'described', next_at: 0 })
}
