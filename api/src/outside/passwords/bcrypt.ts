import { createHmac } from 'node:crypto'
import type { Passwords } from './passwords.ts'

const MOST_BYTES = 72

/** Passwords by bcrypt; the cost is 2^`cost` rounds. */
export function createPasswords(cost = 11): Passwords {
  const hash = (password: string) =>
    Bun.password.hash(readWhole(password), { algorithm: 'bcrypt', cost })
  // Made with the same cost, so that an unknown address takes as long as a wrong password.
  const nobody = hash(crypto.randomUUID())
  return {
    hash,
    async verify(password, stored) {
      const isRight = await Bun.password.verify(readWhole(password), stored ?? (await nobody))
      return stored !== null && isRight
    },
  }
}

/**
 * The password as bcrypt reads all of it. NFKC, so that it is the same from every keyboard; and
 * bcrypt stops at 72 bytes, so of a longer one it is given a digest, which has no shorter twin.
 */
function readWhole(password: string): string {
  const text = password.normalize('NFKC')
  if (new TextEncoder().encode(text).length <= MOST_BYTES) return text
  // Keyed, so that a plain SHA-512 of it, stolen elsewhere, opens nothing here.
  return createHmac('sha512', 'content-creation long password').update(text).digest('base64')
}
