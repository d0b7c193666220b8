import type { Choice } from '@content/api/contract'
import type { Approval, Asked, PostingOptions } from '../platform.ts'
import {
  audienceOf,
  declarationFor,
  labelFor,
  levelOf,
  TikTokOptions,
  whyNotTikTok,
} from './consent.ts'

const IS_DRAFT = 'Its rule sends a draft to the TikTok inbox, where you finish it.'
const TAKES_TIME = 'It can take some minutes until it is seen there.'

/** TikTok's form as flags: nothing is chosen beforehand, and nothing is assumed. */
export const approval: Approval = {
  flags: [
    ['--allow-comment', 'let people comment'],
    ['--allow-duet', 'let people make duets'],
    ['--allow-stitch', 'let people stitch it'],
    ['--disclose', 'it promotes someone; say whom with one or both of the next two'],
    ['--your-brand', 'it promotes yourself ("Promotional content")'],
    ['--paid-partnership', 'a third party pays ("Paid partnership")'],
    ['--ai-made', 'made with AI'],
    ['--agree-music', "you agree to TikTok's Music Usage Confirmation"],
    ['--agree-branded', 'paid partnership: you agree to its Branded Content Policy'],
  ],
  fields,
  whyNot,
  flagFor,
  beforehand: choice =>
    choice.platform === 'tiktok' ? sentences(labelFor(choice), declarationFor(choice)) : '',
  afterwards: TAKES_TIME,
  hint: ' --privacy … --agree-music',
}

function fields(given: Record<string, unknown>, { rule, options }: Asked): object | string {
  if (rule.mode === 'inbox') return `${IS_DRAFT} To send it again: content retry`
  if (!given.privacy) {
    const list = options ? `: ${options.privacyOptions.map(audienceOf).join(', ')}` : ''
    return `TikTok needs --privacy, and it has no default${list}.`
  }
  return {
    privacy: levelOf(String(given.privacy)),
    allowComment: given.allowComment,
    allowDuet: given.allowDuet,
    allowStitch: given.allowStitch,
    disclosesContent: given.disclose,
    promotesOwnBrand: given.yourBrand,
    isPaidPartnership: given.paidPartnership,
    isAiMade: given.aiMade,
    agreesToMusicTerms: given.agreeMusic,
    agreesToBrandedPolicy: given.agreeBranded,
  }
}

function whyNot(choice: Choice, offered: PostingOptions | null): string | null {
  if (choice.platform !== 'tiktok') return null
  const reason = whyNotTikTok(choice, offered && TikTokOptions.parse(offered))
  return reason && sentences(labelFor(choice), reason)
}

const sentences = (...said: (string | null)[]) => said.filter(Boolean).join(' ')

function flagFor(reason: string): string {
  if (reason.includes('Music')) return ' (read it, then say so with --agree-music)'
  if (reason.includes('Policy')) return ' (read it, then say so with --agree-branded)'
  return reason.includes('indicate') ? ' Say --your-brand, --paid-partnership or both.' : ''
}
