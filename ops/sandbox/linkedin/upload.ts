import { rm } from 'node:fs/promises'
import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import { randomId } from '../kit/oauth.ts'
import { receive } from '../kit/wire.ts'
import { envelope, type LinkedIn, type LinkedInContext } from './answers.ts'
import { findVideo, type Part, partFile, rangesOf } from './videos.ts'

/** The upload host: signed addresses without a token, each for one part, in any order. */
export function uploadRoutes(kit: LinkedIn): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.put('/dms-uploads/:signature/:index{\\d+}', async c => {
    const { signature, index: said } = c.req.param()
    const video = findVideo(kit, kit.store.get<string>('upload-key', signature) ?? '')
    const index = Number(said)
    const range = video && rangesOf(video)[index]
    if (!video || !range) return refused(c, 404, 'NOT_FOUND')
    if (video.urlsExpireAt <= kit.now().getTime()) return refused(c, 401, 'EXPIRED_UPLOAD_URL')
    const etag = `/ambry-videoei/signedId/${randomId(24)}.bin`
    const path = partFile(kit, etag)
    const from = range.firstByte
    // A part of a wrong length is taken all the same; that comes out when it is processed.
    const got = await receive(c.req.raw.body, { path, at: 0, room: range.lastByte - from + 1 })
    if (!got.isWhole) {
      await rm(path, { force: true })
      kit.ledger.range(video.urn, { from, to: from - 1, status: 400 })
      return c.body(null, 400)
    }
    const part: Part = { etag, videoUrn: video.urn, index, bytes: got.bodyBytes }
    kit.store.put('part', etag, part)
    kit.ledger.range(video.urn, { from, to: from + got.keptBytes - 1, status: 200 })
    return c.body(null, 200, { etag })
  })
  return app
}

async function refused(c: LinkedInContext, status: 401 | 404, code: string): Promise<Response> {
  await drain(c.req.raw.body)
  return c.json(
    envelope({ status, code, message: `The upload address is of no use: ${code}` }),
    status,
  )
}

// An answer before the body has been read would reach many clients as a reset.
async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  try {
    for await (const _ of body ?? []);
  } catch {}
}
