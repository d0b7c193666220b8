import { COMMON_PASSWORDS } from './common-passwords.generated.ts'

const COMMON = new Set(COMMON_PASSWORDS.split(/\s+/))
// What is left of a password without its owner's names must be more than a year of birth.
const LEAST_BESIDES_NAMES = 5
const SHORTEST_NAME = 4

/** Why nobody should have this password, as a sentence; null when it is fine. */
export function weaknessOf(
  password: string,
  owner: { email: string; name: string },
): string | null {
  const text = password.normalize('NFKC').toLowerCase()
  if (COMMON.has(text)) return 'Many people use this password, so it is tried first.'
  const names = [owner.email, owner.email.split('@')[0] ?? '', owner.name, 'content creation']
  for (const name of names.map(name => name.normalize('NFKC').toLowerCase())) {
    if (name.length < SHORTEST_NAME || !text.includes(name)) continue
    if (text.replaceAll(name, '').length < LEAST_BESIDES_NAMES) {
      return 'This password is little more than your name or address.'
    }
  }
  return null
}

/** What everyone is told of a password that was stolen elsewhere. */
export const BREACHED = 'This password was stolen from another service, so it is tried first.'
