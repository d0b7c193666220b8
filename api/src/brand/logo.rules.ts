import { LOGO_MAX_BYTES } from '../../contract/index.ts'
import { fitsIn, formatOf } from '../lib/picture.ts'

export interface Logo {
  type: 'image/png' | 'image/webp'
  bytes: Uint8Array
}

const LONGEST_SIDE = 2000

/**
 * A picture by what it is, not by what it is called; a sentence when we do not take it. An SVG is
 * a program that other people's browsers would run, so it is not taken.
 */
export function logoFrom(bytes: Uint8Array): Logo | { wrong: string } {
  if (bytes.length > LOGO_MAX_BYTES) return { wrong: 'A logo may have 100 KB.' }
  const format = formatOf(bytes)
  if (format !== 'png' && format !== 'webp')
    return { wrong: 'Please choose a PNG or WebP picture.' }
  if (!fitsIn(bytes, LONGEST_SIDE)) {
    return { wrong: `A logo may be ${LONGEST_SIDE} pixels wide and high.` }
  }
  return { type: `image/${format}`, bytes }
}
