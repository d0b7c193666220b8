import type { Remedy } from '@content/api/contract'
import { PLATFORM_NAMES } from '@content/api/contract'
import { describeSchedule, localTime } from '../../journal/schedule.ts'
import type { Tone } from '../../lib/refusal.ts'
import { clientOf } from '../../platforms/index.ts'
import { placeFlag, remedyCommand } from '../../publish/remedy.ts'
import type { PublicationStatus, VideoStatus } from '../../status/status.ts'
import { onceEach, spelling } from '../../watch/channels.ts'

/** What is printed, and what it is about. */
export interface Line {
  text: string
  tone: Tone
}

/** One line about a video, and one for each place it goes to. */
export function linesOf(video: VideoStatus): Line[] {
  const id = video.id ? `  [${video.id}]` : ''
  const isOver = video.state === 'published' || video.state === 'failed'
  const held = video.isCancelled ? 'being cancelled' : video.isPaused ? 'paused' : null
  const state = (isOver ? null : held) ?? STATES[video.state]
  const date = video.schedule && !isOver ? `, goes out ${describeSchedule(video.schedule)}` : ''
  return [
    { text: `${video.file}${id}  ${state}${date}${because(video)}`, tone: 'name' },
    ...remedyLines(video, video),
    ...video.publications.flatMap(it => [
      { text: `  ${publicationLine(it)}`, tone: toneOf(it) },
      ...toReview(it, video),
      ...remedyLines(it, video),
    ]),
  ]
}

/** What to do about what does not go on by itself; a program's caller reads the exit code. */
function remedyLines(it: PublicationStatus | VideoStatus, video: VideoStatus): Line[] {
  const { id, isPaused } = video
  const isPublication = 'platform' in it
  if (!isPublication && isPaused && it.state !== 'published') return [line(`content resume ${id}`)]
  // The draft is shown instead, with its own command.
  if (it.state === 'awaiting_review' || it.state === 'published') return []
  // What is behind it is said with each place.
  if (!isPublication && it.code === 'not_everywhere') return []
  const hint = isPublication ? hintFor(it) : HINTS[it.remedy]
  const place = isPublication ? { platform: it.platform, channel: channelOf(it, video) } : NOWHERE
  const command = remedyCommand(it.remedy, { id, ...place })
  const more = it.remedy === 'lookAtChannel' ? ' --published (or --not-there)' : ''
  const first = [...(hint ? [line(hint)] : []), ...(command ? [line(`${command}${more}`)] : [])]
  const isRetried = isPublication && (it.state === 'unknown' || (it.state === 'failed' && !command))
  return isRetried && id ? [...first, line(`content retry ${id}`)] : first
}

const NOWHERE = { platform: null, channel: null }

/** How a command names one of several channels of a platform; null where there is but one. */
function channelOf(it: PublicationStatus, { publications }: VideoStatus): string | null {
  const all = onceEach(publications.map(each => ({ ...each, id: each.connectionId, handle: null })))
  const one = all.find(other => other.id === it.connectionId)
  if (!one || all.filter(other => other.platform === it.platform).length < 2) return null
  const name = spelling(one, all)
  // It comes from outside, and is copied into a shell.
  return /^[\w@][\w@:.-]*$/.test(name) ? name : it.connectionId
}

const line = (text: string): Line => ({ text: `    > ${text}`, tone: 'command' })

function hintFor({ remedy, label, platform }: PublicationStatus): string | undefined {
  const where = `${label} on ${PLATFORM_NAMES[platform]}`
  if (remedy === 'lookAtChannel') return `Look at ${where}: is it there?`
  return remedy === 'openPlatform' ? `Look at ${where}.` : HINTS[remedy]
}

const HINTS: Partial<Record<Remedy, string>> = {
  connect: 'Connect it in the dashboard.',
  upgradePlan: 'See the plans in the dashboard.',
  freeDisk: 'Make room on the disk.',
  update: 'A newer version of this program may mend it.',
}

/** What the creator is asked to look at before they approve. */
function toReview(it: PublicationStatus, video: VideoStatus): Line[] {
  const { platform, state, words, nickname } = it
  if (state !== 'awaiting_review' || !words) return []
  const account = nickname ? [quiet(`    Account: ${nickname}`)] : []
  const text = 'title' in words ? `${words.title}\n${words.description}` : words.caption
  const lines = text.split('\n').filter(it => it.trim() !== '')
  const more = clientOf(platform).approval.hint
  const where = placeFlag(platform, channelOf(it, video))
  const command = line(`content approve ${video.id}${where}${more}`)
  return [...account, ...lines.map(it => quiet(`    | ${it}`)), command]
}

/** Where one publication is, as a line that is worth printing when it changes. */
function publicationLine(it: PublicationStatus): string {
  const where = `${PLATFORM_NAMES[it.platform]} (${it.label})`
  const state = isHeldUp(it) ? 'waiting' : progress(it)
  return `${where}: ${state}${link(it)}${because(it)}`
}

const quiet = (text: string): Line => ({ text, tone: 'quiet' })

function toneOf(it: PublicationStatus): Tone {
  if (it.state === 'published') return 'good'
  if (it.state === 'failed') return 'bad'
  return it.state === 'awaiting_review' || it.state === 'unknown' || isHeldUp(it)
    ? 'waits'
    : 'plain'
}

const isHeldUp = (it: PublicationStatus) =>
  it.whoCanFix !== null && it.state !== 'failed' && it.state !== 'awaiting_review'

const STATES: Record<VideoStatus['state'], string> = {
  found: 'found',
  held: 'not ready',
  settled: 'found',
  copy: 'a copy',
  fingerprinted: 'being read',
  probed: 'being described',
  described: 'being prepared',
  waiting: 'waiting',
  finishing: 'being put away',
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
  const isPreparing = it.state === 'planned' && it.percent > 0
  if (it.state !== 'uploading' && !isPreparing) return STATES[it.state]
  const speed = it.speed === null ? '' : `, ${megabytes(it.speed)}/s`
  const left = it.secondsLeft === null ? '' : `, ${duration(it.secondsLeft)} left`
  return `${isPreparing ? 'preparing' : 'uploading'}, ${Math.floor(it.percent)} %${speed}${left}`
}

const link = ({ url }: PublicationStatus) => (url ? `  ${url}` : '')

// Colours are lost on a screen reader and in a log; words are not.
function because({ reason, whoCanFix, nextTryAt }: PublicationStatus | VideoStatus): string {
  if (!reason) return ''
  const next = nextTryAt ? `; next try ${localTime(Date.parse(nextTryAt))}` : ''
  const who = { you: `you can fix this${next}`, us: `our fault${next}`, wait: next.slice(2) }
  const said = whoCanFix ? who[whoCanFix] : ''
  return ` – ${reason}${said ? ` (${said})` : ''}`
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** A name or an answer can hold anything; a terminal must not act on it. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{fffd}')
}
