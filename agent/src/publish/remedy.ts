import { faultRow, type Platform, type Remedy } from '@content/api/contract'

/** The one thing that helps against a code, as the catalogue says. */
export const remedyFor = (platform: Platform | null, code: string): Remedy =>
  faultRow(platform, code)?.remedy ?? 'nothing'

export interface RemedyIds {
  /** The video's, as `content status` shows it. */
  id: string | null
  platform: Platform | null
  /** How the channel is named where the platform has several; null where there is but one. */
  channel?: string | null
}

/** What a command is given so that it means one channel. */
export function placeFlag(platform: Platform | null, channel: string | null): string {
  if (channel !== null) return ` --channel ${channel}`
  return platform ? ` --platform ${platform}` : ''
}

/** What to type for it; null when it is done somewhere else, or cannot be named yet. */
export function remedyCommand(remedy: Remedy, { id, platform, channel }: RemedyIds): string | null {
  const where = placeFlag(platform, channel ?? null)
  switch (remedy) {
    case 'signIn':
      return 'content login'
    case 'approve':
    case 'changeWords':
      return id && platform && `content approve ${id}${where}`
    case 'retry':
      return id && `content retry ${id}`
    case 'lookAtChannel':
      return id && platform && `content resolve ${id}${where}`
    default:
      return null
  }
}
