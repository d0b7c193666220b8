import {
  type Hidden,
  PLATFORM_NAMES,
  type Platform,
  type PublicationRow,
  type PublicationState,
  type Queue,
  type WaitingRow,
  type WhoCanFix,
} from '@content/api/contract'
import { de } from './de/publication.ts'
import { en } from './en/publication.ts'
import { instant } from './format.ts'
import { wordsIn } from './locale.ts'

export const publicationWords = wordsIn({ en, de })

/** Where a publication stands, in two or three words. */
export const stateWords = ({ state, queue }: Pick<PublicationRow, 'state' | 'queue'>): string =>
  state === 'reserved' && queue ? publicationWords().inLine : publicationWords().states[state]

/** Its place in the line for a platform's daily allowance, and when it is expected to go. */
export const queueWords = (platform: Platform, { position, nextTurnAt }: Queue): string =>
  publicationWords().queue(PLATFORM_NAMES[platform], position, instant(nextTurnAt))

/** What happened and who can act, or nothing when all is well. */
export function reasonFor(it: { reason: string | null; whoCanFix: WhoCanFix | null }) {
  if (!it.reason) return null
  return it.whoCanFix ? `${it.reason} ${publicationWords().who[it.whoCanFix]}` : it.reason
}

/** Since when a platform no longer shows it, and what is known of why. */
export const hiddenWords = (platform: Platform, { how, since }: Hidden): string =>
  publicationWords().hidden[how](PLATFORM_NAMES[platform], instant(since))

/** What a video on a computer waits for, and until when. */
export function waitingWords({ kind, reason, until }: WaitingRow): string {
  const { waits, waitsFor, waitsUntil, planned } = publicationWords()
  const says = { review: planned, scheduled: waitsFor, paused: waitsUntil, trouble: waitsUntil }
  const what = until ? says[kind](waits[kind], instant(until)) : `${waits[kind]}.`
  return reason ? `${what} ${reason}` : what
}

/** The colour of a state; its words stand beside it. */
export const STATE_TONES: Record<PublicationState, string> = {
  reserved: 'text-ink-quiet',
  uploading: 'text-sky-700 dark:text-sky-300',
  confirming: 'text-sky-700 dark:text-sky-300',
  published: 'text-emerald-700 dark:text-emerald-300',
  failed: 'text-red-700 dark:text-red-300',
  unknown: 'text-amber-700 dark:text-amber-300',
}
