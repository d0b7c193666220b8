import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import {
  type Caller,
  invalid,
  isRecord,
  type LinkedIn,
  type LinkedInContext,
  memberOf,
  missing,
  readJson,
  refuse,
} from './answers.ts'
import { findVideo, openVideo, type Processing, rangesOf, statusOf, type Video } from './videos.ts'

const MAX_FIELD_BYTES = 5_000_000_000

/** Opening an upload, ending it, and asking what became of it. Nothing here publishes. */
export function videoRoutes(kit: LinkedIn, processing: Processing): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.post('/rest/videos', c => {
    const caller = memberOf(kit, c)
    const action = c.req.query('action')
    if (action === 'initializeUpload') return initialize(kit, c, caller)
    if (action === 'finalizeUpload') return finalize(kit, c, { caller, processing })
    return refuse(400, 'BAD_REQUEST', `There is no action ${action}`)
  })
  app.get('/rest/videos/:urn', async c => {
    const caller = memberOf(kit, c)
    if (new URL(c.req.url).pathname.includes(':')) {
      refuse(400, 'INVALID_URN_ID', 'A URN in a path has to be encoded')
    }
    const video = await processing.settle(ownVideo(kit, caller, c.req.param('urn')))
    const status = statusOf(kit, video)
    const { outcome } = video
    return c.json({
      ...{ id: video.urn, owner: video.owner, status },
      ...(outcome && 'failReason' in outcome && { processingFailureReason: outcome.failReason }),
    })
  })
  return app
}

async function initialize(kit: LinkedIn, c: LinkedInContext, caller: Caller): Promise<Response> {
  const { initializeUploadRequest: asked } = await readJson(c)
  if (!isRecord(asked)) missing('initializeUploadRequest')
  needOwner(caller, asked.owner, 'owner')
  const bytes = asked.fileSizeBytes
  if (bytes === undefined) missing('fileSizeBytes')
  if (typeof bytes !== 'number' || !Number.isInteger(bytes)) invalid('fileSizeBytes')
  if (bytes < 1 || bytes > MAX_FIELD_BYTES) invalid('fileSizeBytes')
  const video = openVideo(kit, caller, bytes)
  const { origin } = new URL(c.req.url)
  return c.json({
    value: {
      uploadUrlsExpireAt: video.urlsExpireAt,
      video: video.urn,
      uploadInstructions: rangesOf(video).map((range, index) => ({
        uploadUrl: `${origin}/dms-uploads/${video.signature}/${index}`,
        ...range,
      })),
      uploadToken: video.uploadToken,
    },
  })
}

async function finalize(
  kit: LinkedIn,
  c: LinkedInContext,
  { caller, processing }: { caller: Caller; processing: Processing },
): Promise<Response> {
  const { finalizeUploadRequest: asked } = await readJson(c)
  if (!isRecord(asked)) missing('finalizeUploadRequest')
  const { video: urn, uploadToken, uploadedPartIds: etags } = asked
  if (urn === undefined) missing('video')
  // The empty token has to be echoed as well.
  if (uploadToken === undefined) missing('uploadToken')
  if (etags === undefined) missing('uploadedPartIds')
  const video = ownVideo(kit, caller, urn)
  if (uploadToken !== video.uploadToken) invalid('uploadToken')
  if (!isListOfText(etags)) invalid('uploadedPartIds')
  await processing.finalize(video, etags)
  return c.body(null, 200)
}

export function ownVideo(kit: LinkedIn, { urn: owner }: Caller, urn: unknown): Video {
  if (typeof urn !== 'string' || !/^urn:li:\w+:/.test(urn)) {
    refuse(400, 'INVALID_URN_ID', 'The URN is invalid')
  }
  if (!urn.startsWith('urn:li:video:')) refuse(400, 'INVALID_URN_TYPE', `${urn} is no video`)
  const video = findVideo(kit, urn)
  if (!video) refuse(404, 'INVALID_VIDEO_ID', `Video ${urn} is not found`)
  if (video.owner === owner) return video
  return refuse(403, 'ACCESS_DENIED', `Accessing this video resource is forbidden: ${urn}`)
}

export function needOwner({ urn }: Caller, owner: unknown, field: string): void {
  if (owner === undefined) missing(field)
  if (typeof owner !== 'string' || !/^urn:li:(person|organization):./.test(owner)) {
    refuse(400, 'INVALID_URN_TYPE', `${field} has to be a person or an organization`)
  }
  if (owner !== urn) refuse(403, 'ACCESS_DENIED', `The member may not act for ${owner}`)
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(it => typeof it === 'string')
}
