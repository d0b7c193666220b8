import { imageSize } from 'image-size'
import { LOGO_MAX_BYTES } from '../../contract/index.ts'

export interface Logo {
  type: 'image/png' | 'image/webp'
  bytes: Uint8Array
}

const LONGEST_SIDE = 2000
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * A picture by what it is, not by what it is called; a sentence when we do not take it. An SVG is
 * a program that other people's browsers would run, so it is not taken.
 */
export function logoFrom(bytes: Uint8Array): Logo | { wrong: string } {
  if (bytes.length > LOGO_MAX_BYTES) return { wrong: 'A logo may have 100 KB.' }
  const type = typeOf(bytes)
  if (type === null) return { wrong: 'Please choose a PNG or WebP picture.' }
  if (!isSoundSize(bytes)) {
    return { wrong: `A logo may be ${LONGEST_SIDE} pixels wide and high.` }
  }
  return { type, bytes }
}

function typeOf(bytes: Uint8Array): Logo['type'] | null {
  if (PNG.every((byte, at) => bytes[at] === byte) && ascii(bytes, 12, 4) === 'IHDR') {
    return 'image/png'
  }
  const isWebp = ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP'
  return isWebp && ascii(bytes, 12, 3) === 'VP8' ? 'image/webp' : null
}

const ascii = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** A few bytes can claim a picture that fills a browser's memory. */
function isSoundSize(bytes: Uint8Array): boolean {
  try {
    const { width, height } = imageSize(bytes)
    return [width, height].every(side => side >= 1 && side <= LONGEST_SIDE)
  } catch {
    return false
  }
}
