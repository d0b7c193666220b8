import { definitionOf, faultRow, type PublicationRow } from '@content/api/contract'

/** What helps a publication that did not go well. */
export type RemedyAction =
  | { kind: 'connect'; words: string }
  | { kind: 'link'; words: string; href: string }
  | { kind: 'say'; words: string }

/** The one thing that helps, or nothing when waiting is all there is to do. */
export function remedyFor({
  state,
  code,
  platform,
  whoCanFix,
}: PublicationRow): RemedyAction | null {
  if (state !== 'failed' || code === null) return null
  switch (faultRow(platform, code)?.remedy) {
    case 'connect':
      return { kind: 'connect', words: 'Connect again' }
    case 'openPlatform':
    case 'lookAtChannel':
      return { kind: 'link', ...definitionOf(platform).studio }
    case 'retry':
      return { kind: 'say', words: 'Send it again: content retry' }
    case 'changeWords':
    case 'approve':
      return { kind: 'say', words: 'Change it and approve it again: content approve' }
    case 'signIn':
      return { kind: 'say', words: 'Sign the device in: content login' }
    case 'upgradePlan':
      return { kind: 'link', words: 'See plans', href: '/settings/billing' }
    case 'freeDisk':
      return { kind: 'say', words: 'Make room on the disk, then: content retry' }
    case 'update':
      return { kind: 'say', words: 'A newer version of the agent may mend it.' }
    default:
      return whoCanFix === 'you' ? { kind: 'say', words: 'When it is mended: content retry' } : null
  }
}
