import { type FaultRow, faultRow, PLATFORM_NAMES, type Remedy } from '../../../contract/index.ts'
import type { MailedFailure } from '../mail-kinds.ts'
import { fileNameOf, nameOf, type SafeText, safe, sanitized } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const publicationFailed: Write<'publication_failed'> = (
  { failures, more },
  { publicUrl },
) => {
  const count = failures.length + more
  const [first] = failures
  const name = fileNameOf(first?.fileName ?? '')
  const subject =
    count === 1 ? safe`“${name}” was not published` : safe`${count} publications did not go through`
  const rest = more > 0 ? [safe`${more} more are in the dashboard.`] : []
  return {
    subject,
    heading: count === 1 ? safe`One publication did not go through` : subject,
    what: [safe`Nothing was published twice, and your files are where they were.`, ...rest],
    items: failures.map(itemOf),
    button: { words: safe`Open the dashboard`, url: `${publicUrl}${PAGES.videos}` },
    who: [...new Set(failures.map(({ whoCanFix }) => WHO[whoCanFix]))],
  }
}

function itemOf({ fileName, platform, label, code, reason }: MailedFailure) {
  const row = faultRow(platform, code)
  return {
    title: fileNameOf(fileName),
    text: safe`${sanitized(PLATFORM_NAMES[platform], 40)}, ${nameOf(label)}:
      ${sanitized(row?.cause ?? reason, 300)}`,
    help: helpOf(row),
  }
}

const helpOf = (row: FaultRow | null): SafeText => (row ? REMEDIES[row.remedy] : REMEDIES.retry)

/** What helps, in a creator's words; the commands are the agent's own. */
const REMEDIES: Record<Remedy, SafeText> = {
  signIn: safe`Sign the device in again: content login`,
  connect: safe`Connect the account again, under Connections in the dashboard.`,
  approve: safe`Look at it and approve it again: content approve`,
  changeWords: safe`Change the title or caption and approve it again: content approve`,
  retry: safe`Send it again: content retry`,
  lookAtChannel: safe`Look at your channel whether it is there, and say so in the dashboard.`,
  freeDisk: safe`Make room on the disk, then send it again: content retry`,
  replaceFile: safe`Put a whole file in its place; it is found by itself.`,
  upgradePlan: safe`A larger plan allows it: see Billing in the dashboard.`,
  openPlatform: safe`Open the platform; it waits there for something from you.`,
  update: safe`Bring the agent up to date; a newer version mends it.`,
  nothing: safe`Nothing to press.`,
}

const WHO: Record<MailedFailure['whoCanFix'], SafeText> = {
  you: safe`You can mend what waits for you; what to press stands beside it.`,
  us: safe`Some of it is ours to mend. We have been told.`,
  wait: safe`Some of it passes by itself: it is tried again.`,
}
