import { type FaultRow, faultRow, PLATFORM_NAMES, type Remedy } from '../../../contract/index.ts'
import type { MailedFailure } from '../mail-kinds.ts'
import { fileNameOf, nameOf, type Said, say, told } from '../said.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const publicationFailed: Write<'publication_failed'> = (
  { failures, more },
  { publicUrl },
) => {
  const count = failures.length + more
  const [first] = failures
  const name = fileNameOf(first?.fileName ?? '')
  const subject =
    count === 1 ? say`“${name}” was not published` : say`${count} publications did not go through`
  const rest = more > 0 ? [say`${more} more are in the dashboard.`] : []
  return {
    subject,
    heading: count === 1 ? say`One publication did not go through` : subject,
    what: [say`Nothing was published twice, and your files are where they were.`, ...rest],
    items: failures.map(itemOf),
    button: { words: say`Open the dashboard`, url: `${publicUrl}${PAGES.videos}` },
    who: [...new Set(failures.map(({ whoCanFix }) => WHO[whoCanFix]))],
  }
}

function itemOf({ fileName, platform, label, code, reason }: MailedFailure) {
  const row = faultRow(platform, code)
  return {
    title: fileNameOf(fileName),
    text: say`${told(PLATFORM_NAMES[platform], 40)}, ${nameOf(label)}:
      ${told(row?.cause ?? reason, 300)}`,
    help: helpOf(row),
  }
}

const helpOf = (row: FaultRow | null): Said => (row ? REMEDIES[row.remedy] : REMEDIES.retry)

/** What helps, in a creator's words; the commands are the agent's own. */
const REMEDIES: Record<Remedy, Said> = {
  signIn: say`Sign the device in again: content login`,
  connect: say`Connect the account again, under Connections in the dashboard.`,
  approve: say`Look at it and approve it again: content approve`,
  changeWords: say`Change the title or caption and approve it again: content approve`,
  retry: say`Send it again: content retry`,
  lookAtChannel: say`Look at your channel whether it is there, and say so in the dashboard.`,
  freeDisk: say`Make room on the disk, then send it again: content retry`,
  replaceFile: say`Put a whole file in its place; it is found by itself.`,
  upgradePlan: say`A larger plan allows it: see Billing in the dashboard.`,
  openPlatform: say`Open the platform; it waits there for something from you.`,
  update: say`Bring the agent up to date; a newer version mends it.`,
  nothing: say`Nothing to press.`,
}

const WHO: Record<MailedFailure['whoCanFix'], Said> = {
  you: say`You can mend what waits for you; what to press stands beside it.`,
  us: say`Some of it is ours to mend. We have been told.`,
  wait: say`Some of it passes by itself: it is tried again.`,
}
