import type { Choice, Metadata, PublishRule } from '@content/api/contract'
import { Setback } from '../lib/step-error.ts'
import type { PostingOptions } from './platform.ts'

/** Why a video waits whose rule is to ask. */
export const NOT_LOOKED_AT = 'Waiting for you to look at it and approve it.'

/** The words to publish: the creator's own where they wrote some, else the drafted ones. */
export function wordsFor(drafts: readonly Metadata[], choice: Choice | null, rule: PublishRule) {
  return choice?.words ?? drafts.find(words => words.platform === rule.platform) ?? null
}

/** Rules and words are kept beside the platform they are for, so this is a fault of ours. */
export const otherRule = () =>
  new Setback({
    code: 'internal',
    reason: 'A rule or words for another platform came in.',
    whoCanFix: 'us',
    retry: 'never',
  })

/** Throws when the video is longer than this creator may post. */
export function assertLength(
  durationMs: number,
  options: Pick<PostingOptions, 'nickname' | 'maxDurationMs'>,
  name: string,
): void {
  if (durationMs <= options.maxDurationMs) return
  const whose = `The ${name} account ${options.nickname}`.trim()
  const most = `${whose} takes videos of up to ${seconds(options.maxDurationMs)}`
  const reason = `${most}; this one is ${seconds(durationMs)} long.`
  throw new Setback({ code: 'too_long', reason, whoCanFix: 'you', retry: 'never' })
}

// Rounded up: a hair too long must not read as if it fitted.
const seconds = (ms: number) => `${Math.ceil(ms / 10) / 100} seconds`
