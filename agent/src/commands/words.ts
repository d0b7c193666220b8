import { PLATFORM_NAMES } from '@content/api/contract'
import type { PublicationStatus, VideoStatus } from '../journal/status.ts'

/** One line about a video, and one for each place it goes to. */
export function linesOf(video: VideoStatus): string[] {
  const id = video.id ? `  [${video.id}]` : ''
  const head = `${printable(video.file)}${id}  ${STATES[video.state]}${because(video)}`
  return [head, ...video.publications.flatMap(it => [`  ${publicationLine(it)}`, ...toReview(it)])]
}

/** What the creator is asked to look at before they approve. */
function toReview({ state, words, nickname }: PublicationStatus): string[] {
  if (state !== 'awaiting_review' || !words) return []
  const account = nickname ? [`    Account: ${printable(nickname)}`] : []
  const text = words.platform === 'youtube' ? `${words.title}\n${words.description}` : words.caption
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return [...account, ...lines.map(line => `    | ${printable(line)}`)]
}

/** Where one publication is, as a line that is worth printing when it changes. */
export function publicationLine(it: PublicationStatus): string {
  const where = `${PLATFORM_NAMES[it.platform]} (${printable(it.label)})`
  return `${where}: ${STATES[it.state]}${progress(it)}${link(it)}${because(it)}`
}

const STATES: Record<VideoStatus['state'], string> = {
  found: 'found',
  held: 'not ready',
  settled: 'found',
  copy: 'a copy',
  fingerprinted: 'being read',
  probed: 'being described',
  described: 'being prepared',
  waiting: 'waiting',
  planned: 'planned',
  prepared: 'prepared',
  awaiting_review: 'waits for you',
  ready: 'ready',
  reserved: 'reserved',
  uploading: 'uploading',
  confirming: 'being processed there',
  published: 'published',
  failed: 'failed',
  unknown: 'unknown',
}

function progress(it: PublicationStatus): string {
  if (it.state !== 'uploading') return ''
  const speed = it.speed === null ? '' : `, ${megabytes(it.speed)}/s`
  const left = it.secondsLeft === null ? '' : `, ${duration(it.secondsLeft)} left`
  return ` ${Math.floor(it.percent)} %${speed}${left}`
}

const link = ({ url }: PublicationStatus) => (url ? `  ${url}` : '')

function because({ reason, whoCanFix }: PublicationStatus | VideoStatus): string {
  if (!reason) return ''
  const who = { you: ' (you can fix this)', us: ' (our fault)', wait: '' }
  return ` – ${reason}${whoCanFix ? who[whoCanFix] : ''}`
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** A name can hold anything; a terminal must not act on it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}
