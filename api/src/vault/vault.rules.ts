/** Every column that holds sealed text; a test finds one that is missing here. */
export const SEALED_COLUMNS = [
  ['connection', 'sealed'],
  ['oauth_state', 'sealed_verifier'],
  ['own_project', 'sealed_secret'],
  ['person', 'sealed_totp'],
  ['mail', 'sealed'],
  ['webhook', 'sealed_secret'],
  ['webhook', 'sealed_older_secret'],
] as const

export type SealedColumn = (typeof SEALED_COLUMNS)[number]

/** How many rows need a key of which only the id is known, as the operator reads it. */
export function missingKeys(rows: { keyId: string; rows: number }[]): string | null {
  if (rows.length === 0) return null
  const list = rows.map(({ keyId, rows }) => `${rows} sealed with key ${keyId || 'unknown'}`)
  return `rows need a key that is not given: ${list.join(', ')}`
}
