import type { Context, Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import { missingParameter, YouTubeError } from './errors.ts'
import { etag, thumbnails } from './resource.ts'
import type { YouTubeKit } from './settings.ts'
import { identify, spendUnits } from './sign-in/access.ts'
import { type Media, mediaUpload } from './upload/media-upload.ts'

const MAX_BYTES = 52_428_800
const UNITS = 50

/** `thumbnails.set`. */
export function youtubeThumbnails(kit: YouTubeKit): Hono<SandboxEnv> {
  return mediaUpload(kit, {
    path: '/youtube/v3/thumbnails/set',
    need: 'upload',
    open: c => open(kit, c),
    keep: (about, media) => keep(kit, about, media),
  })
}

function open(kit: YouTubeKit, c: Context<SandboxEnv>) {
  const token = identify(kit, c, 'upload')
  spendUnits(kit, token, UNITS)
  const videoId = c.req.query('videoId')
  if (!videoId) throw missingParameter('videoId')
  const it = kit.ledger.publication(videoId)
  if (!it) throw refuse(404, 'videoNotFound', 'The video cannot be found.')
  if (it.accountId === token.accountId && kit.settings().isChannelVerified) {
    return { accountId: token.accountId, videoId }
  }
  const message =
    "The authenticated user doesn't have permissions to upload and set custom video thumbnails."
  throw refuse(403, 'forbidden', message)
}

async function keep(kit: YouTubeKit, { videoId }: { videoId: string }, { bytes, type }: Media) {
  if (!/^(image\/jpeg|image\/png|application\/octet-stream)/.test(type)) {
    throw refuse(400, 'badContent', `Media type '${type}' is not supported.`)
  }
  if (bytes.length === 0) throw refuse(400, 'mediaBodyRequired', 'The image content is missing.')
  if (bytes.length > MAX_BYTES) throw refuse(413, 'uploadTooLarge', 'Media too large')
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex')
  if (!head.startsWith('ffd8ff') && head !== '89504e470d0a1a0a') {
    throw refuse(400, 'invalidImage', 'The image content is invalid.')
  }
  const path = kit.store.filePath(`thumbnail-${videoId}`)
  await Bun.write(path, bytes)
  kit.ledger.change(videoId, { thumbnail: path })
  const items = [thumbnails(kit, videoId)]
  return { kind: 'youtube#thumbnailSetResponse', etag: etag(items), items }
}

const refuse = (code: number, reason: string, message: string) =>
  new YouTubeError(code, reason, { message, domain: 'youtube.thumbnail' })
