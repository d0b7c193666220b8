import { randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PREFIX = 'cc_'
const SECRET_LENGTH = 30
const SHAPE = /^cc_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/

/** A fresh API key: `cc_`, 30 random base62 characters (178 bits), 6 of checksum. */
export function newKey(): string {
  const letters = Array.from({ length: SECRET_LENGTH }, () => ALPHABET.charAt(randomInt(62)))
  const secret = letters.join('')
  return `${PREFIX}${secret}${checksum(secret)}`
}

/** Whether this could be a key at all, so that a mistyped one costs no query. */
export function isWellFormedKey(text: string): boolean {
  const [, secret, sum] = SHAPE.exec(text) ?? []
  return secret !== undefined && checksum(secret) === sum
}

/** CRC32 in base62, six characters, padded with 0 on the left. */
export function checksum(secret: string): string {
  let rest = crc32(secret)
  let text = ''
  while (rest > 0) {
    text = ALPHABET.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text.padStart(6, '0')
}
