import { PLATFORM_NAMES } from '../../../contract/index.ts'
import { nameOf, say, told } from '../said.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const connectionLost: Write<'connection_lost'> = (
  { platform, label, reason },
  { publicUrl },
) => ({
  subject: say`${told(PLATFORM_NAMES[platform], 40)} no longer lets us in`,
  heading: say`Please connect ${nameOf(label)} again`,
  what: [
    say`${told(PLATFORM_NAMES[platform], 40)} ended our access to ${nameOf(label)}.`,
    say`It said: ${told(reason, 300)}`,
  ],
  button: { words: say`Connect again`, url: `${publicUrl}${PAGES.connections}` },
  who: [say`Only you can mend this. Videos for this channel wait until then; nothing is lost.`],
})
