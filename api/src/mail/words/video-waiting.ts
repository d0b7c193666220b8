import { fileNameOf, nameOf, safe } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'
import { firstName, others, placesOf } from './video-live.ts'

export const videoWaiting: Write<'video_waiting'> = ({ videos, more }, { publicUrl }) => {
  const count = videos.length + more
  const subject =
    count === 1
      ? safe`“${firstName(videos)}” waits for your yes`
      : safe`${count} videos wait for your yes`
  return {
    subject,
    heading: count === 1 ? safe`A video waits for your yes` : subject,
    what: [safe`It is published there once you have approved it, and not before.`, ...others(more)],
    items: videos.map(({ fileName, device, places }) => ({
      title: fileNameOf(fileName),
      text: placesOf(places),
      help: safe`On the computer ${nameOf(device)}: content approve`,
    })),
    button: { words: safe`Open the dashboard`, url: `${publicUrl}${PAGES.videos}` },
    who: [safe`Only you can go on with it.`],
  }
}
