import { z } from 'zod'
import type { PlatformDefinition, PlatformFacts, Traits } from './definition.ts'
import { instagramFacts } from './instagram/facts.ts'
import { instagram } from './instagram/index.ts'
import { linkedinFacts } from './linkedin/facts.ts'
import { linkedin } from './linkedin/index.ts'
import { tiktokFacts } from './tiktok/facts.ts'
import { tiktok } from './tiktok/index.ts'
import { youtubeFacts } from './youtube/facts.ts'
import { youtube } from './youtube/index.ts'

/** Every platform there is. What the house knows of platforms is derived from these lines. */
const ALL_FACTS = [youtubeFacts, instagramFacts, tiktokFacts, linkedinFacts] as const
const ALL = [youtube, instagram, tiktok, linkedin] as const

export type Platform = (typeof ALL_FACTS)[number]['id']
export const PLATFORMS = ALL_FACTS.map(it => it.id)
export const Platform = z.enum(PLATFORMS)

/** One value for each platform. */
export function forEachPlatform<T>(of: (platform: Platform) => T): Record<Platform, T> {
  // Safe cast: every platform is a key.
  return Object.fromEntries(PLATFORMS.map(it => [it, of(it)])) as Record<Platform, T>
}

/** The same field of each, in their order, so that a union can be made of them. */
const pick = <T extends readonly PlatformDefinition[], K extends keyof PlatformDefinition>(
  all: T,
  key: K,
) =>
  // Safe cast: one value for each entry.
  all.map(it => it[key]) as unknown as { -readonly [I in keyof T]: T[I][K] }

/** Each by its own id. */
const byId = <T extends { id: Platform }>(all: readonly T[]) =>
  // Safe cast: every platform is among them.
  Object.fromEntries(all.map(it => [it.id, it])) as Record<Platform, T>

// Marked, so that a dashboard, which asks for facts alone, is built without shapes and zod.
const DEFINITIONS: Record<Platform, PlatformDefinition> = /* @__PURE__ */ byId(ALL)
const FACTS: Record<Platform, PlatformFacts> = byId(ALL_FACTS)

export const definitionOf = (platform: Platform): PlatformDefinition => DEFINITIONS[platform]
export const factsOf = (platform: Platform): PlatformFacts => FACTS[platform]
export const traitsOf = (platform: Platform): Traits => FACTS[platform].traits
export const PLATFORM_NAMES = forEachPlatform(it => FACTS[it].name)

/** The words for one platform, already within that platform's limits. Hashtags are in the text. */
export const Metadata = z.discriminatedUnion('platform', /* @__PURE__ */ pick(ALL, 'metadata'))
export type Metadata = z.infer<typeof Metadata>

/** What the creator agreed to, once, for a connection: may it be published without a click? */
export const PublishRule = z.discriminatedUnion('platform', /* @__PURE__ */ pick(ALL, 'rule'))
export type PublishRule = z.infer<typeof PublishRule>

/** What the creator decided for one video on one connection. */
export const Choice = z.discriminatedUnion('platform', /* @__PURE__ */ pick(ALL, 'choice'))
export type Choice = z.infer<typeof Choice>
/** As it comes in, before what was not said is filled in. */
export type GivenChoice = z.input<typeof Choice>

/** What a new connection may do before the creator has said anything: nothing without a click. */
export const firstRuleOf = (platform: Platform): PublishRule =>
  PublishRule.parse(FACTS[platform].firstRule)

/** Who may see a video, where a folder or an approval may say so beforehand. */
export const VISIBILITIES = [...new Set(ALL_FACTS.flatMap(it => it.visibilities))]
export const Visibility = z.enum(VISIBILITIES)
export type Visibility = z.infer<typeof Visibility>

/** The rule with that visibility, where its platform knows it; else as it is. */
export function ruleWithVisibility(rule: PublishRule, visibility: Visibility): PublishRule {
  const isKnown = FACTS[rule.platform].visibilities.includes(visibility)
  return isKnown ? PublishRule.parse({ ...rule, privacy: visibility }) : rule
}

/** The line that names a video: its title, or how its caption begins. */
export function titleOfWords(words: Metadata): string {
  return 'title' in words ? words.title : (words.caption.trim().split('\n', 1)[0] ?? '')
}

export { tagsIn } from './counting.ts'
export type {
  DraftMaterial,
  Meter,
  PlatformDefinition,
  PlatformFacts,
  Traits,
} from './definition.ts'
