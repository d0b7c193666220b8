import { randomBytes, randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { USER_CODE_LENGTH, USER_CODE_LETTERS } from '../../../contract/index.ts'
import { isLoopbackAddress, isPublicAddress } from '../../lib/public-address.ts'

/** What a device asks with: nobody guesses it. */
export const newDeviceCode = (): string => randomBytes(32).toString('base64url')

/** What a person types: eight letters, about 34 bits. */
export const newUserCode = (): string =>
  Array.from({ length: USER_CODE_LENGTH }, () =>
    USER_CODE_LETTERS.charAt(randomInt(USER_CODE_LETTERS.length)),
  ).join('')

/** As it is shown: XXXX-XXXX. */
export const shownCode = (userCode: string): string => {
  const half = USER_CODE_LENGTH / 2
  return `${userCode.slice(0, half)}-${userCode.slice(half)}`
}

/** Where an address is, seen from the one who decides. More than this an address does not tell. */
export function placeOf(address: string, viewer: string): string {
  if (isLoopbackAddress(address)) return 'On the machine that our server runs on.'
  if (address === viewer) return 'At the same address as you are now.'
  if (isIP(address) === 0) return 'We do not know where it is.'
  if (!isPublicAddress(address)) return 'In a private network, at another address than yours.'
  return 'Somewhere else on the internet, not at the address where you are now.'
}
