import type { z } from 'zod'

/** What the words of a video are drafted from when no model writes them. */
export interface DraftMaterial {
  title: string
  keywords: readonly string[]
  /** The day of the recording, as its creator reads it; null when it is not known. */
  recordedOn: string | null
  /** `0:07`, `12:30`, `1:02:03`. */
  length: string
}

/** Words whose text is in one field, or in a title with a description and tags. */
export type WrittenWords =
  | { caption: string }
  | { title: string; description: string; tags: string[] }

/** A limit of a platform on one field of its words, counted as that platform counts. */
export interface Meter {
  readonly field: 'title' | 'description' | 'tags' | 'caption'
  readonly unit: 'characters' | 'bytes' | 'hashtags' | 'mentions'
  readonly most: number
  /** Given what is in that field. */
  count(value: string): number
}

/** What generic code may ask about a platform instead of asking for its name. */
export interface Traits {
  /** Before each post the creator is asked, with what the platform offers just then. */
  choicePerVideo: boolean
  /** Whether its words have a title, a description and tags, rather than one caption. */
  hasTitle: boolean
  /** What is added to a video that is live already. */
  extrasAfterLive: readonly ('captions' | 'cover')[]
  /** How captions reach the viewer: as a track of their own, drawn into the picture, or not. */
  captions: 'track' | 'burned' | 'none'
  /** A shared allowance of new videos a day: the setting that says it, and how many usually. */
  dailySlots: { setting: `${string}_DAILY_INSERTS`; usual: number } | null
  /** What a developer account of a workspace's own is called, and what its client id looks like. */
  ownProject: { name: string; clientId: RegExp; clientIdSays: string } | null
  /** It posts signed requests when somebody takes their access back. */
  signsRequests: boolean
  /**
   * How its access is kept: it renews at any time; only while it lasts, and is gone after that; or
   * never, so that its person has to connect again before it ends.
   */
  renewal: 'any_time' | 'while_live' | 'never'
  /** It can be told that we no longer want the access that somebody gave us. */
  takesAccessBack: boolean
  /** It can be asked what became of a publishing call whose answer was lost. */
  canFindLost: boolean
  figures: {
    /** Of how many videos one question may ask. */
    atOnce: number
    /** Of how many of them one call asks: some platforms answer of each by itself. */
    inOneCall: number
    /** How many calls all channels of one app may ask in a day, where there is such a limit. */
    aDay: number | null
    /** Its terms allow its figures to be shown, and no score, rank or median made of them. */
    onlyAsReturned: boolean
    /** Figures that it did not confirm for so long are to be deleted; null: they may be kept. */
    confirmedWithinDays: number | null
  }
}

/** What there is to know of a platform before anything comes in; a dashboard needs no more. */
export interface PlatformFacts {
  readonly id: string
  readonly name: string
  readonly traits: Traits
  /** Where a creator sees their channel, drafts and what is still processed included. */
  readonly studio: { readonly words: string; readonly href: string }
  /** What each permission lets us do, in the words of a person. */
  readonly scopes: Readonly<Record<string, string>>
  /** What only tracks of captions need, asked for when they are wanted; null: nothing more. */
  readonly captionsScope: string | null
  /** A public address of a video there; its first group is the remote id. Null: it tells none. */
  readonly link: RegExp | null
  /** Who may see a video, in its own words; a folder or one approval may choose one of them. */
  readonly visibilities: readonly string[]
  /** What holds before the creator has said anything: nothing without a click. */
  readonly firstRule: object
  /** How full each field of the words is. */
  readonly meters: readonly Meter[]
}

/** One platform, as every room of the house knows it. */
export interface PlatformDefinition extends PlatformFacts {
  /** The environment's names for our app there, and what they are. */
  readonly app: {
    readonly id: `${string}_${string}`
    readonly secret: `${string}_${string}`
    readonly idSays: string
    readonly secretSays: string
  }
  /** The words for a video, within every limit. */
  readonly metadata: z.ZodObject<{ platform: z.ZodLiteral<string> }>
  /** What the creator agreed to, once, for a connection. */
  readonly rule: z.ZodObject<{ platform: z.ZodLiteral<string> }>
  /** What the creator decided for one video. */
  readonly choice: z.ZodObject<{ platform: z.ZodLiteral<string> }>
  /** What it lets a creator choose from, asked before each post; null: it is not asked. */
  readonly offer: z.ZodObject | null
  /** The part of the model's answer that is for this platform; the model reads what it says. */
  readonly answer: z.ZodObject
  /** That part as words; null when it says nothing. */
  compose(answer: never): WrittenWords | null
  /** Words from the facts of the file alone. */
  draft(material: DraftMaterial): WrittenWords
}
