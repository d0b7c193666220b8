import type { PublicationRow, PublicationState } from '@content/api/contract'

export const STATE_WORDS: Record<PublicationState, string> = {
  reserved: 'Waiting to start',
  uploading: 'Uploading',
  confirming: 'The platform is processing it',
  published: 'Published',
  failed: 'Not published',
  unknown: 'Not certain',
}

const WHO_WORDS = {
  you: 'You can fix this.',
  us: 'This is ours to fix.',
  wait: 'Nobody has to do anything; it will be tried again.',
}

/** What happened and who can act, or nothing when all is well. */
export function reasonFor(row: PublicationRow): string | null {
  if (!row.reason) return null
  return row.whoCanFix ? `${row.reason} ${WHO_WORDS[row.whoCanFix]}` : row.reason
}
