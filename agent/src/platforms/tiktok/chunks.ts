/** One chunk up to here: valid whether TikTok's 64 MB are millions or mebibytes. */
const WHOLE_BYTES = 64_000_000
const CHUNK_BYTES = 10_000_000

export interface ChunkPlan {
  chunkBytes: number
  count: number
}

/** TikTok counts chunks by rounding down, so the last one takes the remainder. */
export function chunkPlan(sizeBytes: number): ChunkPlan {
  if (sizeBytes <= WHOLE_BYTES) return { chunkBytes: sizeBytes, count: 1 }
  return { chunkBytes: CHUNK_BYTES, count: Math.floor(sizeBytes / CHUNK_BYTES) }
}

/** TikTok's page on what it has can be read both ways: how many bytes, or which one is the last. */
export function countOf(reported: number, plan: ChunkPlan, sizeBytes: number): number {
  const isBorder = (at: number) => at === sizeBytes || chunkAt(plan, at, sizeBytes) !== null
  return !isBorder(reported) && isBorder(reported + 1) ? reported + 1 : reported
}

/** The chunk that starts at this offset; null when the offset is none of the plan's borders. */
export function chunkAt(
  plan: ChunkPlan,
  offset: number,
  sizeBytes: number,
): { from: number; to: number } | null {
  const index = offset / plan.chunkBytes
  if (!Number.isInteger(index) || index >= plan.count) return null
  const isLast = index === plan.count - 1
  return { from: offset, to: isLast ? sizeBytes : offset + plan.chunkBytes }
}
