import { type FaultRow, faultRow, PLATFORM_NAMES, type Press } from '../../../contract/index.ts'
import type { MailedFailure } from '../mail-kinds.ts'
import { nameOf, oneLine } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const publicationFailed: Write<'publication_failed'> = (
  { failures, more },
  { publicUrl },
) => {
  const count = failures.length + more
  const [first] = failures
  const name = nameOf(first?.fileName ?? '')
  const subject =
    count === 1 ? `“${name}” was not published` : `${count} publications did not go through`
  const rest = more > 0 ? [`${more} more are in the dashboard.`] : []
  return {
    subject,
    heading: count === 1 ? 'One publication did not go through' : subject,
    what: ['Nothing was published twice, and your files are where they were.', ...rest],
    items: failures.map(itemOf),
    press: { words: 'Open the dashboard', url: `${publicUrl}${PAGES.videos}` },
    who: [...new Set(failures.map(({ whoCanFix }) => WHO[whoCanFix]))],
  }
}

function itemOf({ fileName, platform, label, code, reason }: MailedFailure) {
  const row = faultRow(platform, code)
  return {
    title: nameOf(fileName),
    text: `${PLATFORM_NAMES[platform]}, ${nameOf(label)}: ${oneLine(row?.cause ?? reason, 300)}`,
    help: helpOf(row),
  }
}

const helpOf = (row: FaultRow | null): string => (row ? PRESS[row.press] : PRESS.retry)

/** What helps, in a creator's words; the commands are the agent's own. */
const PRESS: Record<Press, string> = {
  signIn: 'Sign the device in again: content login',
  connect: 'Connect the account again, under Connections in the dashboard.',
  approve: 'Look at it and approve it again: content approve',
  changeWords: 'Change the title or caption and approve it again: content approve',
  retry: 'Send it again: content retry',
  lookAtChannel: 'Look at your channel whether it is there, and say so in the dashboard.',
  freeDisk: 'Make room on the disk, then send it again: content retry',
  replaceFile: 'Put a whole file in its place; it is found by itself.',
  upgradePlan: 'A larger plan allows it: see Billing in the dashboard.',
  openPlatform: 'Open the platform; it waits there for something from you.',
  update: 'Bring the agent up to date; a newer version mends it.',
  nothing: 'Nothing to press.',
}

const WHO: Record<MailedFailure['whoCanFix'], string> = {
  you: 'You can mend what waits for you; what to press stands beside it.',
  us: 'Some of it is ours to mend. We have been told.',
  wait: 'Some of it passes by itself: it is tried again.',
}
