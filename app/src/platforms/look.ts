import type { PublishRule } from '@content/api/contract'
import type { ReviewLook } from './review-look.ts'

/** One thing that a creator may agree to for a channel. */
export interface RuleChoice {
  readonly words: string
  rule: PublishRule
}

/** A choice that is named in the language of the moment. */
export const choice = (says: () => string, rule: PublishRule): RuleChoice => ({
  rule,
  get words() {
    return says()
  },
})

/** How a platform looks, what its channels may be asked about, and what it lets us do. */
export interface PlatformLook {
  /** The tile behind the sign, as classes. */
  colour: string
  /** The sign in a box of 24 by 24, filled. */
  shape: string
  /** Its posts before they are out; read when somebody looks at one. */
  review: () => Promise<ReviewLook>
  /** What may be agreed to, the most careful first. */
  rules: readonly RuleChoice[]
  /** What each permission lets us do, in the words of a person. */
  readonly scopes: Readonly<Record<string, string>>
  /** One more question about every video of a channel, where the platform has one. */
  box?: {
    readonly words: string
    readonly why: string
    isOn(rule: PublishRule): boolean
    set(rule: PublishRule, isOn: boolean): PublishRule
  }
}
