import { factsOf, faultRow, type PublicationRow } from '@content/api/contract'
import { publicationWords } from './publication.ts'

/** What helps a publication that did not go well. */
export type RemedyAction =
  | { kind: 'link'; words: string; href: string }
  | { kind: 'say'; words: string }

/** What helps before it is sent again, or nothing when that or waiting is all there is to do. */
export function remedyFor({
  state,
  code,
  platform,
  whoCanFix,
}: PublicationRow): RemedyAction | null {
  if (state !== 'failed' || code === null) return null
  const { remedies } = publicationWords()
  switch (faultRow(platform, code)?.remedy) {
    case 'connect':
      return { kind: 'link', words: remedies.connect, href: '/connections' }
    case 'openPlatform':
    case 'lookAtChannel':
      return { kind: 'link', ...factsOf(platform).studio }
    case 'retry':
      return null
    case 'changeWords':
    case 'approve':
      return { kind: 'say', words: remedies.changeWords }
    case 'signIn':
      return { kind: 'say', words: remedies.signIn }
    case 'upgradePlan':
      return { kind: 'link', words: remedies.plans, href: '/settings/billing' }
    case 'freeDisk':
      return { kind: 'say', words: remedies.freeDisk }
    case 'update':
      return { kind: 'say', words: remedies.update }
    default:
      return whoCanFix === 'you' ? { kind: 'say', words: remedies.mended } : null
  }
}
