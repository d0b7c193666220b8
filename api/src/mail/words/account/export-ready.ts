import { safe } from '../../safe-text.rules.ts'
import { PAGES, type Write } from '../../words.ts'

export const exportReady: Write<'export_ready'> = (_, { product, publicUrl }) => ({
  subject: safe`Your data is ready`,
  heading: safe`Your data is ready`,
  what: [safe`All that ${product} holds about you is in one archive.`],
  button: { words: safe`Go to the download`, url: `${publicUrl}${PAGES.privacy}` },
  who: [
    safe`You need to be signed in to get it. If you did not ask for it, change your
    password.`,
  ],
})
