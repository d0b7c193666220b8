import { PREVIEW_LIMITS } from '../../contract/index.ts'
import { fitsIn, formatOf } from '../lib/picture.ts'

export interface Picture {
  format: 'webp' | 'jpeg'
  bytes: Uint8Array
}

/** A small picture by what it is; a sentence when we do not take it. */
export function pictureFrom(bytes: Uint8Array): Picture | { wrong: string } {
  const { bytes: most, side } = PREVIEW_LIMITS
  if (bytes.length > most) return { wrong: `A preview has at most ${most / 1000} kB.` }
  const format = formatOf(bytes)
  if (format !== 'webp' && format !== 'jpeg') return { wrong: 'A preview is a WebP or a JPEG.' }
  if (!fitsIn(bytes, side)) return { wrong: `A preview is at most ${side} pixels wide and high.` }
  return { format, bytes }
}

/** Where a picture is; it never changes, and another one of the same video is elsewhere. */
export const previewAddress = (previewId: string) => `/api/v1/previews/${previewId}`
