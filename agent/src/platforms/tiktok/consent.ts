import type { Choice, PublishRule } from '@content/api/contract'
import { TIKTOK_AUDIENCES, type TikTokChoice } from '@content/api/contract/platforms/tiktok'
import { z } from 'zod'
import { otherRule } from '../consent.ts'
import { type Consent, PostingOptions, type Terms } from '../platform.ts'

/** What TikTok lets this creator choose from, asked before each post. */
export const TikTokOptions = PostingOptions.extend({
  username: z.string(),
  isCommentOff: z.boolean(),
  isDuetOff: z.boolean(),
  isStitchOff: z.boolean(),
})
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

/** One of TikTok's rules; what it answers is the sentence for the creator who broke it. */
type TikTokRule = (choice: TikTokChoice, options: TikTokOptions | null) => string | null

/** TikTok's Content Sharing Guidelines, rule by rule; the first broken one is told. */
const RULES: Record<string, TikTokRule> = {
  visibilityIsOffered: ({ privacy }, options) =>
    options && !options.privacyOptions.includes(privacy) ? askVisibility(options) : null,
  commentsAreOn: ({ allowComment }, options) =>
    allowComment && options?.isCommentOff ? off('Comments') : null,
  duetsAreOn: ({ allowDuet }, options) => (allowDuet && options?.isDuetOff ? off('Duets') : null),
  stitchesAreOn: ({ allowStitch }, options) =>
    allowStitch && options?.isStitchOff ? off('Stitches') : null,
  // The next two in TikTok's own words, which it demands.
  disclosureSaysWhom: it =>
    it.disclosesContent && !it.promotesOwnBrand && !it.isPaidPartnership
      ? 'You need to indicate if your content promotes yourself, a third party, or both.'
      : null,
  brandedIsNotPrivate: ({ isPaidPartnership, privacy }) =>
    isPaidPartnership && privacy === 'SELF_ONLY'
      ? 'Branded content visibility cannot be set to private.'
      : null,
  musicIsAgreed: it =>
    it.agreesToMusicTerms
      ? null
      : `TikTok asks you to agree to its Music Usage Confirmation before that: ${MUSIC_PAGE}`,
  brandedPolicyIsAgreed: it =>
    it.isPaidPartnership && !it.agreesToBrandedPolicy
      ? `TikTok asks you to agree to its Branded Content Policy before it's posted: ${BRANDED_PAGE}`
      : null,
}

const MUSIC_PAGE = 'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en'
const BRANDED_PAGE = 'https://www.tiktok.com/legal/page/global/bc-policy/en'

const off = (what: string) => `${what} are switched off in the settings of this TikTok account.`

/** Why TikTok's rules do not allow this choice; null when they do. */
export function whyNotTikTok(choice: TikTokChoice, options: TikTokOptions | null): string | null {
  for (const rule of Object.values(RULES)) {
    const reason = rule(choice, options)
    if (reason) return reason
  }
  return null
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
  if (!choice.isPaidPartnership && !choice.promotesOwnBrand) return null
  const label = choice.isPaidPartnership ? 'Paid partnership' : 'Promotional content'
  return `Your video will be labeled as "${label}".`
}

/** What the creator agrees to by posting, as TikTok wants it said beside the button. */
export function declarationFor({ isPaidPartnership }: Pick<TikTokChoice, 'isPaidPartnership'>) {
  const branded = isPaidPartnership ? `Branded Content Policy (${BRANDED_PAGE}) and ` : ''
  return `By posting, you agree to TikTok's ${branded}Music Usage Confirmation (${MUSIC_PAGE}).`
}
