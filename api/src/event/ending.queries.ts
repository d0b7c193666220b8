import type { Db } from '@content/db'
import type { NotNull } from 'kysely'
import { PLATFORMS, traitsOf } from '../../contract/index.ts'

const NEVER_RENEWED = PLATFORMS.filter(it => traitsOf(it).renewal === 'never')

/** Live connections of every workspace whose access ends then, and only its person renews. */
export function listEnding(db: Db, { from, to }: { from: Date; to: Date }) {
  return db
    .selectFrom('connection')
    .select(['workspace_id', 'connection_id', 'platform', 'label', 'access_expires_at'])
    .where('state', '=', 'live')
    .where('platform', 'in', NEVER_RENEWED)
    .where('access_expires_at', '>', from)
    .where('access_expires_at', '<=', to)
    .orderBy('access_expires_at')
    .$narrowType<{ access_expires_at: NotNull }>()
    .execute()
}
