import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import { receive } from '../kit/wire.ts'
import type { TikTok, TikTokContext } from './answers.ts'
import { findPost, type Post, type Processing, postFile, postOfUpload, savePost } from './posts.ts'
import { lengthOfChunk } from './rules.ts'

const TYPES = ['video/mp4', 'video/quicktime', 'video/webm']

interface Piece {
  post: Post
  from: number
  length: number
  isNewest: () => boolean
}

/** The upload host: takes the pieces of one video in order, each whole or not at all. */
export function uploadRoutes(kit: TikTok, processing: Processing): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  // A client that tries again takes over; what still trickles in of the first try is void.
  const newest = new Map<string, symbol>()
  app.put('/video/', async c => {
    const post = postOfUpload(kit, c.req.query('upload_id') ?? '')
    if (!post || post.uploadToken !== c.req.query('upload_token')) return said(c, 404)
    const endsAt = post.createdAt + kit.settings().uploadUrlSeconds * 1000
    if (endsAt < kit.now().getTime()) return said(c, 403, progressOf(kit, post))
    const range = readRange(c)
    const before = progressOf(kit, post)
    if (!range || range.total !== post.plan.videoSize) return said(c, 400, before)
    if (range.from !== post.uploadedBytes) return said(c, 416, before)
    const length = range.to - range.from + 1
    if (length !== expectedLength(post) || !areHeadersRight(c, length)) return said(c, 400, before)
    const turn = Symbol()
    newest.set(post.uploadId, turn)
    const isNewest = () => newest.get(post.uploadId) === turn
    const kept = await keep(kit, c, { post, from: range.from, length, isNewest })
    if (!kept) return said(c, 400, before)
    if (kept.receivedAt !== undefined) processing.schedule(kept)
    return said(c, kept.receivedAt === undefined ? 206 : 201, progressOf(kit, kept))
  })
  return app
}

async function keep(kit: TikTok, c: TikTokContext, piece: Piece): Promise<Post | undefined> {
  const { post, from, length, isNewest } = piece
  const into = { path: postFile(kit, post), at: from, room: length, mayContinue: isNewest }
  const got = await receive(c.req.raw.body, into)
  const isKept = got.isWhole && got.bodyBytes === length && isNewest()
  const current = findPost(kit, post.publishId)
  if (!isKept || current?.uploadedBytes !== from) {
    kit.ledger.range(post.publishId, { from, to: from - 1, status: 400 })
    return undefined
  }
  const uploadedBytes = from + length
  const isDone = uploadedBytes === post.plan.videoSize
  const status = isDone ? 201 : 206
  kit.ledger.range(post.publishId, { from, to: uploadedBytes - 1, status })
  if (isDone) kit.ledger.completeUpload(post.publishId)
  const contentType = c.req.header('content-type') ?? ''
  const next = { ...current, uploadedBytes, contentType }
  return savePost(kit, isDone ? { ...next, receivedAt: kit.now().getTime() } : next)
}

function expectedLength({ plan, uploadedBytes }: Post): number {
  return lengthOfChunk(plan, Math.floor(uploadedBytes / plan.chunkSize))
}

function areHeadersRight(c: TikTokContext, length: number): boolean {
  const isType = TYPES.includes(c.req.header('content-type') ?? '')
  return isType && c.req.header('content-length') === String(length)
}

function readRange(c: TikTokContext) {
  const header = c.req.header('content-range') ?? ''
  const [, from, to, total] = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header) ?? []
  if (!from || !to || !total || Number(to) < Number(from)) return undefined
  return { from: Number(from), to: Number(to), total: Number(total) }
}

function progressOf(kit: TikTok, { uploadedBytes, plan }: Post): string {
  const isIndex = kit.settings().rangeEndsWith === 'lastIndex' && uploadedBytes > 0
  return `bytes 0-${isIndex ? uploadedBytes - 1 : uploadedBytes}/${plan.videoSize}`
}

async function said(c: TikTokContext, status: number, progress = ''): Promise<Response> {
  await drain(c.req.raw.body)
  return new Response(null, { status, headers: progress ? { 'content-range': progress } : {} })
}

// An answer before the body has been read would reach many clients as a reset.
async function drain(body: ReadableStream<Uint8Array> | null): Promise<void> {
  if (!body || body.locked) return
  try {
    for await (const _ of body);
  } catch {}
}
