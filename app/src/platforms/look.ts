import type { PublishRule } from '@content/api/contract'

/** One thing that a creator may agree to for a channel. */
export interface RuleChoice {
  words: string
  rule: PublishRule
}

/** How a platform looks and what its channels may be asked about. */
export interface PlatformLook {
  /** The tile behind the sign, as classes. */
  colour: string
  /** The sign in a box of 24 by 24, filled. */
  shape: string
  /** What may be agreed to, the most careful first. */
  rules: readonly RuleChoice[]
  /** One more question about every video of a channel, where the platform has one. */
  box?: {
    words: string
    why: string
    isOn(rule: PublishRule): boolean
    set(rule: PublishRule, isOn: boolean): PublishRule
  }
}
