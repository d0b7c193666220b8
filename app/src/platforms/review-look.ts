import type { GivenChoice, Metadata, WaitingRow } from '@content/api/contract'
import type { JSX } from 'solid-js'
import type { Given } from '../../../agent/window/platforms/form.ts'

export type { Given }

export interface PreviewProps {
  row: WaitingRow
  words: Metadata
  picture: string | null
}

export interface ChoicesProps {
  row: WaitingRow
  given: Given
  give(change: Given): void
  isReadOnly: boolean
}

/** How a post of a platform looks, and what is decided about one. */
export interface ReviewLook {
  Preview(props: PreviewProps): JSX.Element
  Choices?(props: ChoicesProps): JSX.Element
  /** Why what was chosen is not enough, where its form is not the judge; null when it is. */
  whyNot?(choice: GivenChoice, row: WaitingRow): string | null
}
