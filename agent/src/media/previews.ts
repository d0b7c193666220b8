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

/** The one at that time, or from its middle; null where none can be made. */
export async function smallPicture(
  tools: Tools,
  source: Source,
  atMs = source.facts.durationMs / 2,
): Promise<Uint8Array | null> {
  const one = (format: PictureFormat) => smallest({ tools, source, format, atMs })
  return (await one('webp')) ?? (await one('jpeg'))
}

async function allAs(
  format: PictureFormat,
  { tools, source }: { tools: Tools; source: Source },
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = []
  // One after the other: they are not worth more than one core beside an encode.
  for (const share of SHARES) {
    const atMs = share * source.facts.durationMs
    const picture = await smallest({ tools, source, format, atMs }, signal)
    if (picture) pictures.push(picture)
  }
  return pictures
}

interface Sought {
  tools: Tools
  source: Source
  format: PictureFormat
  atMs: number
}

/** The best that is small enough; null where there is none. */
async function smallest(
  { tools, source, format, atMs }: Sought,
  signal?: AbortSignal,
): Promise<Uint8Array | null> {
  const asked = { ...source, format, atMs }
  for (const way of WAYS[format]) {
    const picture = await pictureOf(tools, { ...asked, ...way }, signal)
    if (picture.length <= MOST_BYTES) return picture.length > 0 ? picture : null
  }
  return null
}
