import { z } from 'zod'
import type { TikTokChoice } from './choice.ts'

/** A choice as far as it was made; what is not said is not allowed, agreed to or disclosed. */
type Chosen = Partial<z.input<typeof TikTokChoice>>

/** What TikTok lets this creator choose from, asked before each post. */
export const TikTokOffer = z.object({
  nickname: z.string(),
  username: z.string(),
  privacyOptions: z.array(z.string()),
  maxDurationMs: z.number(),
  isCommentOff: z.boolean(),
  isDuetOff: z.boolean(),
  isStitchOff: z.boolean(),
})
export type TikTokOffer = z.infer<typeof TikTokOffer>

export const TIKTOK_MUSIC_PAGE =
  'https://www.tiktok.com/legal/page/global/music-usage-confirmation/en'
export const TIKTOK_BRANDED_PAGE = 'https://www.tiktok.com/legal/page/global/bc-policy/en'

type Rule = (choice: Chosen, offer: TikTokOffer | null) => boolean

/** TikTok's Content Sharing Guidelines, each as whether a choice keeps it. */
const KEEPS = {
  visibilityIsOffered: ({ privacy }, offer) =>
    privacy !== undefined && (!offer || offer.privacyOptions.includes(privacy)),
  commentsAreOn: ({ allowComment }, offer) => !(allowComment && offer?.isCommentOff),
  duetsAreOn: ({ allowDuet }, offer) => !(allowDuet && offer?.isDuetOff),
  stitchesAreOn: ({ allowStitch }, offer) => !(allowStitch && offer?.isStitchOff),
  disclosureSaysWhom: it =>
    !it.disclosesContent || it.promotesOwnBrand === true || it.isPaidPartnership === true,
  brandedIsNotPrivate: it => !(it.isPaidPartnership && it.privacy === 'SELF_ONLY'),
  musicIsAgreed: it => it.agreesToMusicTerms === true,
  brandedPolicyIsAgreed: it => !it.isPaidPartnership || it.agreesToBrandedPolicy === true,
} satisfies Record<string, Rule>

export type TikTokGuideline = keyof typeof KEEPS

/** The first guideline that a choice breaks; null when it keeps them all. */
export function brokenGuideline(choice: Chosen, offer: TikTokOffer | null): TikTokGuideline | null {
  const all: Record<string, Rule> = KEEPS
  // Safe cast: the keys of that very table.
  const names = Object.keys(KEEPS) as TikTokGuideline[]
  return names.find(name => !all[name]?.(choice, offer)) ?? null
}

/** How it is labelled for everybody who sees it; null: not at all. */
export function tiktokLabel(choice: Pick<TikTokChoice, 'isPaidPartnership' | 'promotesOwnBrand'>) {
  if (choice.isPaidPartnership) return 'Paid partnership'
  return choice.promotesOwnBrand ? 'Promotional content' : null
}
