import type { GivenChoice, PublishRule } from '@content/api/contract'
import type { JSX } from 'solid-js'

/** The languages that there are words in. */
export type Language = 'en' | 'de'

/** What a person has chosen for one video so far, by the names of the platform's choice. */
export type Given = Readonly<Record<string, unknown>>

/** What a form is about: what holds at the channel, and what the platform offers just now. */
export interface Asked {
  rule: PublishRule | null
  /** As the platform answered; null where it is not asked, or was not yet. */
  offer: object | null
  /** How long the video is; null where nobody knows. */
  durationMs: number | null
  language: Language
}

export interface ChoicesProps extends Asked {
  given: Given
  give(change: Given): void
  isReadOnly: boolean
}

/** A platform's sign, and what is asked there about one video. */
export interface PlatformForm {
  /** The tile behind the sign, as classes. */
  colour: string
  /** The sign in a box of 24 by 24, filled. */
  shape: string
  /** Absent where nothing is asked about a video but its words. */
  Choices?(props: ChoicesProps): JSX.Element
  /** Why what was chosen is not enough, where its form is not the judge; null when it is. */
  whyNot?(choice: GivenChoice, asked: Asked): string | null
}
