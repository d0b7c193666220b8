import { PLATFORM_NAMES } from '../../../contract/index.ts'
import type { MailedVideo } from '../mail-kinds.ts'
import { fileNameOf, nameOf, type Said, say, told } from '../said.rules.ts'
import { PAGES, type Write } from '../words.ts'

export const videoLive: Write<'video_live'> = ({ videos, more }, { publicUrl }) => {
  const count = videos.length + more
  const subject = count === 1 ? say`“${firstName(videos)}” is live` : say`${count} videos are live`
  return {
    subject,
    heading: count === 1 ? say`Your video is live` : subject,
    what: [say`This is where people can see it now.`, ...others(more)],
    items: videos.map(({ fileName, places }) => ({
      title: fileNameOf(fileName),
      text: placesOf(places),
      help: say`The dashboard has the links.`,
    })),
    button: { words: say`Open the dashboard`, url: `${publicUrl}${PAGES.videos}` },
    who: [say`Nothing is left for you to do.`],
  }
}

export const firstName = ([first]: readonly MailedVideo[]): Said =>
  fileNameOf(first?.fileName ?? '')

export const others = (more: number): Said[] =>
  more > 0 ? [say`${more} more are in the dashboard.`] : []

const MOST_PLACES = 3

/** `YouTube, Ada’s channel; TikTok, @ada` */
export function placesOf(places: MailedVideo['places']): Said {
  const named = places
    .slice(0, MOST_PLACES)
    .map(({ platform, label }) => say`${told(PLATFORM_NAMES[platform], 40)}, ${nameOf(label)}`)
  const more = places.length - named.length
  const all = more > 0 ? [...named, say`${more} more`] : named
  return all.reduce((before, next) => say`${before}; ${next}`)
}
