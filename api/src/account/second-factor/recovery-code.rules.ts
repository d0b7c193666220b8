import { randomInt } from 'node:crypto'
import { sha256Hex } from '../../lib/id.ts'

// Crockford's: nobody mistakes one of these for another. 16 of them are 80 bits.
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const HOW_MANY = 10

/** Ten fresh codes as a person writes them down: XXXX-XXXX-XXXX-XXXX. */
export const newRecoveryCodes = (): string[] => Array.from({ length: HOW_MANY }, newCode)

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length)))
  return letters.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** How a code is stored and found, however it was typed. */
export const recoveryCodeHash = (personId: string, code: string): string =>
  sha256Hex(`${personId} ${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
