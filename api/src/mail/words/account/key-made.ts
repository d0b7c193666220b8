import type { MailData } from '../../mail-kinds.ts'
import { helloTo, momentOf } from '../../phrases.rules.ts'
import { placeOf, type SafeText, safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

const HOW: Record<MailData<'key_made'>['how'], SafeText> = {
  made: safe`a key for a program was made`,
  replaced: safe`a key was replaced with a new one`,
  device: safe`a device that you let in fetched its key`,
  by_key: safe`a device replaced its own key`,
}

// Nothing that whoever made it typed: its name is theirs to choose.
export const keyMade: Write<'key_made'> = ({ name, how, address, at }, { product, publicUrl }) => ({
  subject: safe`A new key acts for you at ${product}`,
  heading: safe`A new key acts for you`,
  what: [
    safe`${helloTo(name)}, on ${momentOf(at)} ${HOW[how]}. It came from ${placeOf(address)}.`,
    safe`It works until somebody stops it.`,
  ],
  button:
    how === 'device' || how === 'by_key'
      ? { words: safe`Look at your computers`, url: `${publicUrl}${PAGES.devices}` }
      : { words: safe`Look at your keys`, url: `${publicUrl}${PAGES.keys}` },
  who: [
    safe`If it was you, there is nothing to do.`,
    safe`If not: stop the key, sign out everywhere, and choose a new password.`,
  ],
})
