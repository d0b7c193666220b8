import { PLATFORM_NAMES } from '../../../contract/index.ts'
import { nameOf, oneLine } from '../phrases.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const connectionLost: Write<'connection_lost'> = (
  { platform, label, reason },
  { publicUrl },
) => ({
  subject: `${PLATFORM_NAMES[platform]} no longer lets us in`,
  heading: `Please connect ${nameOf(label)} again`,
  what: [
    `${PLATFORM_NAMES[platform]} ended our access to ${nameOf(label)}.`,
    `It said: ${oneLine(reason, 300)}`,
  ],
  press: { words: 'Connect again', url: `${publicUrl}${PAGES.connections}` },
  who: ['Only you can mend this. Videos for this channel wait until then; nothing is lost.'],
})
