import { safe } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const firstSteps: Write<'first_steps'> = ({ next }, { publicUrl, product }) =>
  next === 'channel'
    ? {
        subject: safe`Your first channel on ${product}`,
        heading: safe`Connect the channel that your videos go to`,
        what: [
          safe`Nothing can be published before a channel is connected. It takes a minute.`,
          safe`You choose at the platform itself what we may do, and can take it back there.`,
        ],
        button: { words: safe`Connect a channel`, url: `${publicUrl}${PAGES.connections}` },
        who: [
          safe`Only you can do this. You hear from us until your first video is live, no more.`,
        ],
      }
    : {
        subject: safe`Your first video with ${product}`,
        heading: safe`Your channel is connected: now a video`,
        what: [
          safe`Start the program on the computer where your videos are, and choose their folder.`,
          safe`Whatever you put there is made to fit, and goes out by the rule of your channel.`,
        ],
        button: { words: safe`See what comes next`, url: `${publicUrl}${PAGES.videos}` },
        who: [
          safe`Only you can do this. You hear from us until your first video is live, no more.`,
        ],
      }
