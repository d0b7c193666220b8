import { say } from '../../said.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const exportReady: Write<'export_ready'> = (_, { product, publicUrl }) => ({
  subject: say`Your data is ready`,
  heading: say`Your data is ready`,
  what: [say`All that ${product} holds about you is in one archive.`],
  button: { words: say`Go to the download`, url: `${publicUrl}${PAGES.privacy}` },
  who: [
    say`You need to be signed in to get it. If you did not ask for it, change your
    password.`,
  ],
})
