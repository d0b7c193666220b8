import type { Context } from '../context.ts'
import { keysInUse } from './vault.queries.ts'
import { missingKeys } from './vault.rules.ts'

/** Why this process must not start: rows that none of its keys opens; null when there are none. */
export async function lackingKeys({ db, vault }: Pick<Context, 'db' | 'vault'>) {
  const used = await keysInUse(db)
  return missingKeys(used.filter(({ keyId }) => keyId && !vault.keyIds.includes(keyId)))
}
