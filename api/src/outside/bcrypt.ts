import type { Passwords } from './passwords.ts'

/** Passwords by bcrypt; the cost is 2^`cost` rounds. */
export function createPasswords(cost = 11): Passwords {
  const hash = (password: string) => Bun.password.hash(password, { algorithm: 'bcrypt', cost })
  // Made with the same cost, so that an unknown address takes as long as a wrong password.
  const nobody = hash(crypto.randomUUID())
  return {
    hash,
    async verify(password, stored) {
      // bcrypt stops at 72 bytes; what is longer cannot be anyone's password here.
      const isPossible = new TextEncoder().encode(password).length <= 72 && stored !== null
      const isRight = await Bun.password.verify(password, isPossible ? stored : await nobody)
      return isPossible && isRight
    },
  }
}
