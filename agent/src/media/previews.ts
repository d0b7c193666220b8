import { PREVIEW_LIMITS } from '@content/api/contract'
import type { Facts } from './facts.ts'
import { type PictureFormat, pictureOf } from './picture.ts'
import type { Tools } from './tools/find-tools.ts'

const SHARES = [0.1, 0.5, 0.9]
const { side: SIDE, bytes: MOST_BYTES } = PREVIEW_LIMITS
/** From the best on, until a picture is small enough; of mere noise only a smaller one is. */
const WAYS = {
  webp: waysOf([60, 35, 10]),
  jpeg: waysOf([6, 14, 31]),
}

function waysOf(qualities: readonly number[]) {
  const ways = qualities.map(quality => ({ quality, longestSide: SIDE }))
  return [...ways, { quality: qualities.at(-1) ?? 0, longestSide: SIDE / 2 }]
}

interface Source {
  path: string
  facts: Facts
}

/** Small pictures of a video for people to know it by: WebP, or JPEG where FFmpeg makes no WebP. */
export async function smallPictures(
  tools: Tools,
  source: Source,
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const pictures = await allAs('webp', { tools, source }, signal)
  return pictures.length > 0 ? pictures : allAs('jpeg', { tools, source }, signal)
}

async function allAs(
  format: PictureFormat,
  { tools, source }: { tools: Tools; source: Source },
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = []
  // One after the other: they are not worth more than one core beside an encode.
  for (const share of SHARES) {
    const asked = { ...source, format, atMs: share * source.facts.durationMs }
    for (const way of WAYS[format]) {
      const picture = await pictureOf(tools, { ...asked, ...way }, signal)
      const isTooLarge = picture.length > MOST_BYTES
      if (!isTooLarge && picture.length > 0) pictures.push(picture)
      if (!isTooLarge) break
    }
  }
  return pictures
}
