import { z } from 'zod'
import { PLATFORM_NAMES, Platform } from '../../api/contract/index.ts'

/** What `content watch --json` prints, one line a change; the part of it that start reads. */
export const VideoStatus = z.object({
  id: z.string().nullable(),
  file: z.string(),
  path: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  whoCanFix: z.string().nullable(),
  publications: z.array(
    z.object({
      platform: Platform,
      label: z.string(),
      state: z.string(),
      percent: z.number(),
      speed: z.number().nullable(),
      secondsLeft: z.number().nullable(),
      url: z.string().nullable(),
      reason: z.string().nullable(),
      changed: z.string().nullable(),
      privacyOptions: z.array(z.string()).nullable(),
    }),
  ),
})
export type VideoStatus = z.infer<typeof VideoStatus>
export type PublicationStatus = VideoStatus['publications'][number]

/** `published` everywhere, `refused` with reasons, or null while something is still to come. */
export function outcomeOf(video: VideoStatus): 'published' | 'refused' | null {
  if (video.state === 'held' || video.state === 'failed') return 'refused'
  if (video.state === 'waiting' && video.whoCanFix === 'you') return 'refused'
  const hasEnded = video.state === 'published' || video.state === 'copy'
  const isEverywhere = video.publications.every(it => it.state === 'published')
  return hasEnded && isEverywhere && video.publications.length > 0 ? 'published' : null
}

/** The line that `--once` ends with. */
export function publishedLine(video: VideoStatus): string {
  const urls = video.publications.map(it => `${it.platform}=${it.url ?? 'none'}`)
  return `published ${oneLine(video.file)}: ${urls.join(' ')}`
}

/** Why it is not on every platform, one line each. */
export function refusalLines(video: VideoStatus): string[] {
  const name = oneLine(video.file)
  const here = video.publications.map(it =>
    it.state === 'published'
      ? `${name}: published on ${PLATFORM_NAMES[it.platform]}: ${it.url ?? ''}`
      : `${name}: not published on ${PLATFORM_NAMES[it.platform]}. ${it.reason ?? ''}`,
  )
  return here.length > 0 ? here : [`${name}: ${video.reason ?? 'not published'}`]
}

export interface ProgressLine {
  text: string
  /** What makes the line news: speed and time left change all the time and are not. */
  about: string
}

/** How far each publication is, one line each. */
export function progressLines(video: VideoStatus): ProgressLine[] {
  const name = oneLine(video.file)
  if (video.publications.length === 0) {
    const text = `${name}: ${stateWords(video.state)}${video.reason ? `. ${video.reason}` : ''}`
    return [{ text, about: text }]
  }
  return video.publications.map(it => {
    const why = it.reason ? `. ${it.reason}` : ''
    const changed = it.changed && it.state === 'prepared' ? ` (${it.changed})` : ''
    const link = it.state === 'published' && it.url ? `  ${it.url}` : ''
    const about = `${name} → ${PLATFORM_NAMES[it.platform]}: ${wordsFor(it)}${link}${changed}${why}`
    return { text: about + paceOf(it), about }
  })
}

/** The agent's own names for states, where a person would not say them. */
const STATE_WORDS = new Map([
  ['settled', 'found'],
  ['fingerprinted', 'being read'],
  ['probed', 'being described'],
  ['described', 'being prepared'],
  ['finishing', 'being put away'],
  ['held', 'not ready'],
  ['copy', 'a copy'],
  ['awaiting_review', 'waits for a yes'],
  ['confirming', 'being processed there'],
])

const stateWords = (state: string) => STATE_WORDS.get(state) ?? state

function wordsFor(it: PublicationStatus): string {
  const isMoving = it.state === 'uploading' || it.state === 'planned'
  const word = it.state === 'planned' ? 'preparing' : stateWords(it.state)
  // Tenths are for programs; a person reads a line for every tenth part.
  const percent = Math.floor(it.percent / 10) * 10
  return isMoving && percent > 0 ? `${word}, ${percent} %` : word
}

function paceOf(it: PublicationStatus): string {
  const speed = it.speed ? [`${(it.speed / 1e6).toFixed(1)} MB/s`] : []
  const left = it.secondsLeft ? [`${Math.ceil(it.secondsLeft)} s left`] : []
  const pace = [...speed, ...left]
  return it.state === 'uploading' && pace.length > 0 ? ` (${pace.join(', ')})` : ''
}

const oneLine = (name: string) => name.replace(/\p{C}/gu, '�')
