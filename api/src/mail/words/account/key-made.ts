import type { MailData } from '../../mail-kinds.ts'
import { helloTo, momentOf } from '../../phrases.rules.ts'
import { placeOf, type Said, say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

const HOW: Record<MailData<'key_made'>['how'], Said> = {
  made: say`a key for a program was made`,
  replaced: say`a key was replaced with a new one`,
  device: say`a device that you let in fetched its key`,
  by_key: say`a device replaced its own key`,
}

// Nothing that whoever made it typed: its name is theirs to choose.
export const keyMade: Write<'key_made'> = ({ name, how, address, at }, { product, publicUrl }) => ({
  subject: say`A new key acts for you at ${product}`,
  heading: say`A new key acts for you`,
  what: [
    say`${helloTo(name)}, on ${momentOf(at)} ${HOW[how]}. It came from ${placeOf(address)}.`,
    say`It works until somebody stops it.`,
  ],
  button:
    how === 'device' || how === 'by_key'
      ? { words: say`Look at your computers`, url: `${publicUrl}${PAGES.devices}` }
      : { words: say`Look at your keys`, url: `${publicUrl}${PAGES.keys}` },
  who: [
    say`If it was you, there is nothing to do.`,
    say`If not: stop the key, sign out everywhere, and choose a new password.`,
  ],
})
