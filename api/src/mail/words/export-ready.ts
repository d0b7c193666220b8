import { PAGES, type Write } from '../words.ts'

export const exportReady: Write<'export_ready'> = (_, { product, publicUrl }) => ({
  subject: 'Your data is ready',
  heading: 'Your data is ready',
  what: [`All that ${product} holds about you is in one archive.`],
  press: { words: 'Go to the download', url: `${publicUrl}${PAGES.privacy}` },
  who: ['You need to be signed in to get it. If you did not ask for it, change your password.'],
})
