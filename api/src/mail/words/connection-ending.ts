import { PLATFORM_NAMES } from '../../../contract/index.ts'
import { dayOf } from '../phrases.rules.ts'
import { nameOf, safe, sanitized } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const connectionEnding: Write<'connection_ending'> = (
  { platform, label, at },
  { publicUrl },
) => ({
  subject: safe`${sanitized(PLATFORM_NAMES[platform], 40)} lets us in until ${dayOf(at)}`,
  heading: safe`Please connect ${nameOf(label)} again before ${dayOf(at)}`,
  what: [
    safe`${sanitized(PLATFORM_NAMES[platform], 40)} gives access for a while; only you renew it.`,
    safe`Connected again, ${nameOf(label)} keeps its rule, its words and all that is planned.`,
  ],
  button: { words: safe`Connect again`, url: `${publicUrl}${PAGES.connections}` },
  who: [safe`Only you can do this. Videos for this channel go out as usual until then.`],
})
