import type { Platform, PublicationRow } from '@content/api/contract'

/** What a person can press about a publication that did not go well. */
export type Press =
  | { kind: 'connect'; words: string }
  | { kind: 'link'; words: string; href: string }
  | { kind: 'say'; words: string }

const CONNECT = [
  'connection_lost',
  'authError',
  'insufficientPermissions',
  'access_token_invalid',
  'scope_not_authorized',
  'auth_removed',
]
const CHANNEL = ['youtubeSignupRequired', 'authenticatedUserNotChannel', 'uploadLimitExceeded']

/** Where a creator sees what is on their channel, drafts and what is still processed included. */
export const STUDIOS: Record<Platform, { words: string; href: string }> = {
  youtube: { words: 'Open YouTube Studio', href: 'https://studio.youtube.com' },
  instagram: { words: 'Open Instagram', href: 'https://www.instagram.com' },
  tiktok: { words: 'Open TikTok Studio', href: 'https://www.tiktok.com/tiktokstudio/content' },
}

/** The one thing that helps, or nothing when waiting is all there is to do. */
export function pressFor(row: PublicationRow): Press | null {
  const { code, platform } = row
  if (row.state !== 'failed' || code === null) return null
  if (code === 'not_there') return { kind: 'say', words: 'Send it again: content retry' }
  if (CONNECT.includes(code) || /^190/.test(code))
    return { kind: 'connect', words: 'Connect again' }
  if (CHANNEL.includes(code)) return { kind: 'link', ...STUDIOS[platform] }
  return row.whoCanFix === 'you' ? { kind: 'say', words: 'When it is mended: content retry' } : null
}
