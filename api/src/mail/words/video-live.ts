import { PLATFORM_NAMES } from '../../../contract/index.ts'
import type { MailedVideo } from '../mail-kinds.ts'
import { fileNameOf, nameOf, type SafeText, safe, sanitized } from '../safe-text.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const videoLive: Write<'video_live'> = ({ videos, more }, { publicUrl }) => {
  const count = videos.length + more
  const subject =
    count === 1 ? safe`“${firstName(videos)}” is live` : safe`${count} videos are live`
  return {
    subject,
    heading: count === 1 ? safe`Your video is live` : subject,
    what: [safe`This is where people can see it now.`, ...others(more)],
    items: videos.map(({ fileName, places }) => ({
      title: fileNameOf(fileName),
      text: placesOf(places),
      help: safe`The dashboard has the links.`,
    })),
    button: { words: safe`Open the dashboard`, url: `${publicUrl}${PAGES.videos}` },
    who: [safe`Nothing is left for you to do.`],
  }
}

export const firstName = ([first]: readonly MailedVideo[]): SafeText =>
  fileNameOf(first?.fileName ?? '')

export const others = (more: number): SafeText[] =>
  more > 0 ? [safe`${more} more are in the dashboard.`] : []

const MOST_PLACES = 3

/** `YouTube, Ada’s channel; TikTok, @ada` */
export function placesOf(places: MailedVideo['places']): SafeText {
  const named = places
    .slice(0, MOST_PLACES)
    .map(
      ({ platform, label }) => safe`${sanitized(PLATFORM_NAMES[platform], 40)}, ${nameOf(label)}`,
    )
  const more = places.length - named.length
  const all = more > 0 ? [...named, safe`${more} more`] : named
  return all.reduce((before, next) => safe`${before}; ${next}`)
}
