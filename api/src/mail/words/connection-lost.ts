import { PLATFORM_NAMES } from '../../../contract/index.ts'
import { nameOf, safe, sanitized } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const connectionLost: Write<'connection_lost'> = (
  { platform, label, reason },
  { publicUrl },
) => ({
  subject: safe`${sanitized(PLATFORM_NAMES[platform], 40)} no longer lets us in`,
  heading: safe`Please connect ${nameOf(label)} again`,
  what: [
    safe`${sanitized(PLATFORM_NAMES[platform], 40)} ended our access to ${nameOf(label)}.`,
    safe`It said: ${sanitized(reason, 300)}`,
  ],
  button: { words: safe`Connect again`, url: `${publicUrl}${PAGES.connections}` },
  who: [safe`Only you can mend this. Videos for this channel wait until then; nothing is lost.`],
})
