import type { Metadata } from '@content/api/contract'
import type { Journal } from '../journal/journal.ts'
import { choiceOf, type JournalState, type PublicationRow, type VideoRow } from '../journal/rows.ts'
import { noWay, tooLate } from './no-way.ts'

/** Before the server has heard the words that it goes out with. */
const OPEN = new Set<JournalState>(['planned', 'prepared', 'awaiting_review', 'ready'])

export const mayEditWords = (video: VideoRow, row: PublicationRow) =>
  OPEN.has(row.state) && video.metadata !== null

/** Puts other words in the place of those for one channel. Throws a Refusal when it is too late. */
export function editWords(
  { changePublication, video }: Journal,
  row: PublicationRow,
  words: Metadata,
): void {
  if (words.platform !== row.platform) {
    throw noWay(`These words are for another platform than ${row.label}.`)
  }
  if (!OPEN.has(row.state)) throw tooLate(row)
  // What is drafted later would take their place.
  if (video(row.sha256)?.metadata == null) throw noWay('Its words are not drafted yet.')
  const choice = choiceOf(row)
  changePublication(row.id, {
    words: JSON.stringify(words),
    // Words that were approved go before drafted ones.
    ...(choice?.words && { choice: JSON.stringify({ ...choice, words }) }),
  })
}
