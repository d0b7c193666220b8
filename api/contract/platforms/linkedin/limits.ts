import type { Meter } from '../definition.ts'

/** Posts API: `commentary`, marks and their escapes included. */
export const LINKEDIN_TEXT_LIMITS = { commentaryCharacters: 3000 } as const

/** The Posts API's "little text", in which these are marks unless a backslash precedes them. */
export const littleText = (text: string) =>
  text.replace(/[\\|{}@[\]()<>#*_~]/g, mark => `\\${mark}`)

export const meters: readonly Meter[] = [
  {
    ...{ field: 'caption', unit: 'characters', count: text => littleText(text).length },
    most: LINKEDIN_TEXT_LIMITS.commentaryCharacters,
  },
]
