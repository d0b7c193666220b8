const MIN_CHUNK = 5_000_000
// The guide mixes decimal and binary megabytes; both readings of each upper bound are accepted.
const MAX_CHUNK = 64 * 1024 * 1024
const MAX_LAST_CHUNK = 128 * 1024 * 1024
export const MAX_VIDEO = 4 * 1024 ** 3

export interface ChunkPlan {
  videoSize: number
  chunkSize: number
  totalChunkCount: number
}

export interface Refusal {
  status: number
  code: string
  message: string
}

export interface CreatorRules {
  privacyOptions: string[]
  isAudited: boolean
  isPrivateAccount: boolean
}

/** Why an upload may not be cut this way; `undefined` when it may. */
export function chunkRefusal(plan: ChunkPlan): Refusal | undefined {
  const { videoSize, chunkSize, totalChunkCount } = plan
  const isCount = (n: number) => Number.isSafeInteger(n) && n > 0
  if (!isCount(videoSize) || videoSize > MAX_VIDEO) return invalid('The video size is invalid')
  if (!isCount(chunkSize)) return invalid('The chunk size is invalid')
  if (!isCount(totalChunkCount) || totalChunkCount > 1000) {
    return invalid('The total chunk count is invalid')
  }
  if (!isChunkSizeAllowed(plan)) return invalid('The chunk size is invalid')
  const expected = Math.max(1, Math.floor(videoSize / chunkSize))
  if (totalChunkCount !== expected) return invalid('The total chunk count is invalid')
  return lengthOfChunk(plan, totalChunkCount - 1) > MAX_LAST_CHUNK
    ? invalid('The chunk size is invalid')
    : undefined
}

function isChunkSizeAllowed({ videoSize, chunkSize, totalChunkCount }: ChunkPlan): boolean {
  if (chunkSize > videoSize || chunkSize > MAX_CHUNK) return false
  if (videoSize < MIN_CHUNK || totalChunkCount === 1) return chunkSize === videoSize
  return chunkSize >= MIN_CHUNK
}

/** How many bytes the chunk at this index carries; the last one absorbs the remainder. */
export function lengthOfChunk(plan: ChunkPlan, index: number): number {
  const isLast = index === plan.totalChunkCount - 1
  return isLast ? plan.videoSize - plan.chunkSize * index : plan.chunkSize
}

/** Why a post may not look like this; `undefined` when it may. */
export function postRefusal(
  post: Record<string, unknown>,
  creator: CreatorRules,
): Refusal | undefined {
  const shape = shapeRefusal(post)
  if (shape) return shape
  if (!creator.isAudited && (post.privacy_level !== 'SELF_ONLY' || !creator.isPrivateAccount)) {
    return guideline('unaudited_client_can_only_post_to_private_accounts')
  }
  if (!creator.privacyOptions.includes(String(post.privacy_level))) {
    return guideline('privacy_level_option_mismatch')
  }
  if (post.brand_content_toggle === true && post.privacy_level === 'SELF_ONLY') {
    return invalid('Branded content visibility cannot be set to private.')
  }
  return undefined
}

const TOGGLES = [
  'disable_duet',
  'disable_comment',
  'disable_stitch',
  'brand_organic_toggle',
  'is_aigc',
]

function shapeRefusal(post: Record<string, unknown>): Refusal | undefined {
  const { title, privacy_level, brand_content_toggle, video_cover_timestamp_ms: cover } = post
  if (title !== undefined && typeof title !== 'string') return invalid('The title is invalid')
  if (typeof title === 'string' && title.length > 2200) return invalid('The title is too long')
  if (typeof privacy_level !== 'string') return invalid('The privacy level is invalid')
  if (typeof brand_content_toggle !== 'boolean') {
    return invalid('brand_content_toggle is required')
  }
  const wrong = TOGGLES.find(name => post[name] !== undefined && typeof post[name] !== 'boolean')
  if (wrong) return invalid(`${wrong} is invalid`)
  if (cover !== undefined && (!Number.isInteger(cover) || Number(cover) < 0)) {
    return invalid('The cover timestamp is invalid')
  }
  return undefined
}

/** The answer to a request whose parameters are wrong. */
export function invalid(message: string): Refusal {
  return { status: 400, code: 'invalid_params', message }
}

/** TikTok says the same sentence for most 403s; only the code tells them apart. */
export function guideline(code: string): Refusal {
  const page = 'https://developers.tiktok.com/doc/content-sharing-guidelines/'
  return { status: 403, code, message: `Please review our integration guidelines at ${page}` }
}

/** What a creator may choose; a private account has followers where a public one has everyone. */
export function privacyOptions(isPrivateAccount: boolean): string[] {
  const widest = isPrivateAccount ? 'FOLLOWER_OF_CREATOR' : 'PUBLIC_TO_EVERYONE'
  return [widest, 'MUTUAL_FOLLOW_FRIENDS', 'SELF_ONLY']
}

/** The refusal behind a blocked creator or client; '' means that nothing is blocked. */
export function postingBlock(code: string): Refusal | undefined {
  return code ? guideline(code) : undefined
}
