import { imageSize } from 'image-size'

export type PictureFormat = 'png' | 'webp' | 'jpeg'

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

/** What kind of picture it is, by its first bytes, not by what it is called; else null. */
export function formatOf(bytes: Uint8Array): PictureFormat | null {
  if (begins(bytes, PNG) && ascii(bytes, 12, 4) === 'IHDR') return 'png'
  if (begins(bytes, JPEG)) return 'jpeg'
  const isWebp = ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP'
  return isWebp && ascii(bytes, 12, 3) === 'VP8' ? 'webp' : null
}

const begins = (bytes: Uint8Array, first: number[]) => first.every((byte, at) => bytes[at] === byte)
const ascii = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** Whether no side is longer; a few bytes can claim a picture that fills a browser's memory. */
export function fitsIn(bytes: Uint8Array, longestSide: number): boolean {
  try {
    const { width, height } = imageSize(bytes)
    return [width, height].every(side => side >= 1 && side <= longestSide)
  } catch {
    return false
  }
}
