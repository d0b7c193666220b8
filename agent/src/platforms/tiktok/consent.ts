import type { Choice, PublishRule } from '@content/api/contract'
import {
  brokenGuideline,
  TIKTOK_AUDIENCES,
  TIKTOK_BRANDED_PAGE,
  TIKTOK_MUSIC_PAGE,
  type TikTokChoice,
  type TikTokGuideline,
  TikTokOffer,
  tiktokLabel,
} from '@content/api/contract/platforms/tiktok'
import type { z } from 'zod'
import { otherRule } from '../consent.ts'
import { type Consent, PostingOptions, type Terms } from '../platform.ts'

/** What TikTok lets this creator choose from, asked before each post. */
export const TikTokOptions = PostingOptions.extend(TikTokOffer.shape)
export type TikTokOptions = z.infer<typeof TikTokOptions>

export type TikTokTerms = Terms & { platform: 'tiktok' } & (
    | { kind: 'direct'; choice: TikTokChoice }
    | { kind: 'inbox' }
  )

/** A choice for each video, with no default; or a draft for the inbox, where the rule says so. */
export function consent(
  rule: PublishRule,
  choice: Choice | null,
  offered: PostingOptions | null,
): Consent<TikTokTerms> {
  if (rule.platform !== 'tiktok') throw otherRule()
  // A draft is finished in TikTok's own app; nothing that was chosen here goes with it.
  if (rule.mode === 'inbox') return { kind: 'given', terms: { platform: 'tiktok', kind: 'inbox' } }
  const options = offered && TikTokOptions.parse(offered)
  if (choice?.platform !== 'tiktok') return { kind: 'needed', reason: askVisibility(options) }
  const reason = whyNotTikTok(choice, options)
  return reason
    ? { kind: 'needed', reason }
    : { kind: 'given', terms: { platform: 'tiktok', kind: 'direct', choice } }
}

/** What is said to the creator who broke one of them. */
const SENTENCES: Record<TikTokGuideline, (options: TikTokOptions | null) => string> = {
  visibilityIsOffered: options => askVisibility(options),
  commentsAreOn: () => off('Comments'),
  duetsAreOn: () => off('Duets'),
  stitchesAreOn: () => off('Stitches'),
  // The next two in TikTok's own words, which it demands.
  disclosureSaysWhom: () =>
    'You need to indicate if your content promotes yourself, a third party, or both.',
  brandedIsNotPrivate: () => 'Branded content visibility cannot be set to private.',
  musicIsAgreed: () =>
    `TikTok asks you to agree to its Music Usage Confirmation before that: ${TIKTOK_MUSIC_PAGE}`,
  brandedPolicyIsAgreed: () =>
    `TikTok asks you to agree to its Branded Content Policy before it's posted: ` +
    TIKTOK_BRANDED_PAGE,
}

const off = (what: string) => `${what} are switched off in the settings of this TikTok account.`

/** Why TikTok's rules do not allow this choice; null when they do. */
export function whyNotTikTok(choice: TikTokChoice, options: TikTokOptions | null): string | null {
  const broken = brokenGuideline(choice, options)
  return broken && SENTENCES[broken](options)
}

/** A level of TikTok's in a person's words; one that is new there keeps its own. */
export const audienceOf = (level: string): string =>
  Object.entries(TIKTOK_AUDIENCES).find(([name]) => name === level)?.[1] ?? level

/** What a person typed as TikTok's level: in our words or in its own. */
export const levelOf = (typed: string): string =>
  Object.entries(TIKTOK_AUDIENCES).find(([, words]) => words === typed.toLowerCase())?.[0] ?? typed

const audiences = ({ privacyOptions }: PostingOptions) => privacyOptions.map(audienceOf)

/** The question that has no default. */
export const askVisibility = (options: TikTokOptions | null) =>
  options
    ? `TikTok asks you to choose who can see it: ${audiences(options).join(', ')}.`
    : 'TikTok asks you to choose who can see it.'

/** How it will be labelled for everybody who sees it, as TikTok wants it said; null: not at all. */
export function labelFor(choice: Pick<TikTokChoice, 'isPaidPartnership' | 'promotesOwnBrand'>) {
  const label = tiktokLabel(choice)
  return label && `Your video will be labeled as "${label}".`
}

/** What the creator agrees to by posting, as TikTok wants it said beside the button. */
export function declarationFor({ isPaidPartnership }: Pick<TikTokChoice, 'isPaidPartnership'>) {
  const music = `Music Usage Confirmation (${TIKTOK_MUSIC_PAGE})`
  const branded = `Branded Content Policy (${TIKTOK_BRANDED_PAGE})`
  return `By posting, you agree to TikTok's ${isPaidPartnership ? `${branded} and ` : ''}${music}.`
}
