import type { VideoStatus } from '../src/status/status.ts'

/** How a list of videos may be narrowed. */
export const BUCKETS = ['needsMe', 'goingOut', 'done'] as const
export type Bucket = (typeof BUCKETS)[number]

type Shown = Pick<VideoStatus, 'state' | 'whoCanFix' | 'isPaused' | 'isCancelled'> & {
  publications: readonly Pick<VideoStatus['publications'][number], 'state' | 'whoCanFix'>[]
}

const ASKS = new Set(['awaiting_review', 'unknown'])

/** Where a video belongs: what waits for a person comes before what goes on by itself. */
export function bucketOf({ state, whoCanFix, isPaused, isCancelled, publications }: Shown): Bucket {
  if (state === 'published' || state === 'copy') return 'done'
  const isInDoubt = publications.some(it => it.state === 'unknown')
  if (isCancelled && !isInDoubt) return state === 'failed' ? 'done' : 'goingOut'
  const isAsked = publications.some(
    it => ASKS.has(it.state) || (it.state !== 'published' && it.whoCanFix === 'you'),
  )
  if (isPaused) return 'goingOut'
  return isAsked || whoCanFix === 'you' || state === 'failed' ? 'needsMe' : 'goingOut'
}

const SENDING = new Set(['reserved', 'uploading', 'confirming'])

/** Whether any of it is on its way at this moment. */
export const isSending = ({ publications }: Pick<Shown, 'publications'>): boolean =>
  publications.some(it => SENDING.has(it.state))

type Stood = Pick<VideoStatus, 'state' | 'reason' | 'schedule' | 'publications'>

/** What is told of a video but how far it is: another one means that something happened to it. */
export const standOf = ({ state, reason, schedule, publications }: Stood): string =>
  JSON.stringify([
    ...[state, reason, schedule],
    publications.map(it => [it.state, it.reason, it.words]),
  ])

/** Whether it is out at one channel more: each is one of the plan's uploads. */
export const isFurtherOut = (before: Stood | undefined, now: Stood): boolean =>
  outsOf(now) > (before ? outsOf(before) : 0)

const outsOf = ({ publications }: Stood) =>
  publications.filter(it => it.state === 'published').length

const ORDER: Record<Bucket, number> = { needsMe: 0, goingOut: 1, done: 2 }

/** What needs somebody first, then what goes on, then what is over; the newest first in each. */
export function sortVideos<T extends Shown>(videos: readonly T[]): T[] {
  const newest = videos.toReversed()
  return newest.toSorted((a, b) => ORDER[bucketOf(a)] - ORDER[bucketOf(b)])
}

/** Whether it is the one that is looked for, by its file, its channels or its words. */
export function isFound(video: Sought, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const said = [video.file, ...video.publications.flatMap(it => [it.label, it.platform])]
  return said.some(it => it.toLowerCase().includes(wanted))
}

interface Sought {
  file: string
  publications: readonly { label: string; platform: string }[]
}
