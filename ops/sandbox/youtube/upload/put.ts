import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/kit.ts'
import { invalid, YouTubeError } from '../errors.ts'
import { videoInserted, videoResource } from '../resource.ts'
import type { YouTubeKit } from '../settings.ts'
import { identify } from '../sign-in/access.ts'
import type { Session, Sessions } from './sessions.ts'

type C = Context<SandboxEnv>

const CHUNK_UNIT_BYTES = 262_144

/** `from` is null for a probe (`bytes *` over N); `total` is null where the header has a star. */
interface ContentRange {
  from: number | null
  to: number
  total: number | null
}

/** One PUT to a session: a probe, a chunk, or the whole file. */
export async function youtubePut(kit: YouTubeKit, sessions: Sessions, c: C): Promise<Response> {
  const token = identify(kit, c, 'upload')
  const session = sessions.find(c.req.query('upload_id') ?? '')
  if (!session) {
    await drain(c)
    return new Response('Not Found', { status: 404 })
  }
  if (session.accountId !== token.accountId) {
    throw new YouTubeError(403, 'forbidden', { message: 'Forbidden', domain: 'global' })
  }
  const answer = async () => {
    await sessions.finish(session, (sha256, file) => videoInserted(kit, session, { sha256, file }))
    return finalAnswer(kit, c, session)
  }
  if (session.isDone) {
    await drain(c)
    return answer()
  }
  const range = readRange(c)
  checkTotal(session, range)
  if (range.from === null) {
    sessions.claim(session)
    return session.receivedBytes === session.total ? answer() : resumeIncomplete(c, session)
  }
  checkLength(c, range)
  return store(kit, sessions, { c, session, from: range.from, to: range.to, answer })
}

interface Chunk {
  c: C
  session: Session
  from: number
  to: number
  answer: () => Promise<Response>
}

async function store(kit: YouTubeKit, sessions: Sessions, chunk: Chunk): Promise<Response> {
  const { c, session, from, to, answer } = chunk
  const write = (end: number, status: number) =>
    kit.ledger.range(session.uploadId, { from, to: end, status })
  if (from !== session.receivedBytes) {
    // Bytes that overlap or leave a gap are read and forgotten; the Range says where to go on.
    await drain(c)
    write(from - 1, 308)
    return resumeIncomplete(c, session)
  }
  const short = c.env.fault?.kind === 'short-accept' ? Number(c.env.fault.bytes) : Infinity
  const wanted = to - from + 1
  const got = await sessions.append(session, c.req.raw.body, Math.min(wanted, short))
  const isComplete = session.receivedBytes === session.total
  write(session.receivedBytes - 1, isComplete ? 201 : got.isWhole ? 308 : 0)
  if (got.isWhole && got.bodyBytes !== wanted) {
    throw invalid('Invalid request. The body is not as long as its Content-Range says.')
  }
  return isComplete ? answer() : resumeIncomplete(c, session)
}

function finalAnswer(kit: YouTubeKit, c: C, session: Session): Response {
  const { videoId: id, resource } = session
  // Asked again, a session says what it said first, whatever became of the video since.
  if (!kit.ledger.publication(id)) {
    const { snippet, status } = resource
    const said = { kind: 'youtube#video', id, snippet, status }
    return c.json({ ...said, status: { ...status, uploadStatus: 'uploaded' } }, 201)
  }
  const parts = (c.req.query('part') ?? 'snippet,status').split(',')
  return c.json(videoResource(kit, session.videoId, ['id', ...parts]), 201)
}

/** 308 with what is kept; without a Range header when that is nothing. */
function resumeIncomplete(c: C, session: Session): Response {
  const headers = new Headers({ 'content-length': '0' })
  if (session.receivedBytes > 0) headers.set('range', `bytes=0-${session.receivedBytes - 1}`)
  if (c.req.header('x-guploader-no-308')?.toLowerCase() !== 'yes') {
    return new Response(null, { status: 308, statusText: 'Resume Incomplete', headers })
  }
  headers.set('x-http-status-code-override', '308')
  return new Response(null, { status: 200, headers })
}

function readRange(c: C): ContentRange {
  const header = c.req.header('content-range')
  const length = c.req.header('content-length')
  if (header === undefined) {
    if (length === undefined) throw invalid('Invalid request. Content-Length is required.')
    const total = Number(length)
    if (total === 0) throw invalid('Invalid request. An empty body needs a Content-Range.')
    return { from: 0, to: total - 1, total }
  }
  const found = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(header)
  if (!found) throw invalid('Failed to parse Content-Range header.')
  const total = found[3] === '*' ? null : Number(found[3])
  if (found[1] === undefined) return { from: null, to: -1, total }
  const [from, to] = [Number(found[1]), Number(found[2])]
  if (to < from || (total !== null && to >= total)) {
    throw invalid('Failed to parse Content-Range header.')
  }
  return { from, to, total }
}

function checkTotal(session: Session, { total }: ContentRange): void {
  if (total === null) return
  session.total ??= total
  if (session.total !== total) {
    throw invalid(`Invalid request. The upload was announced with ${session.total} bytes.`)
  }
}

function checkLength(c: C, { from, to, total }: ContentRange): void {
  const bytes = to - (from ?? 0) + 1
  const length = c.req.header('content-length')
  if (length !== undefined && Number(length) !== bytes) {
    throw invalid('Invalid request. Content-Length and Content-Range disagree.')
  }
  const isFinal = total !== null && to + 1 === total
  if (isFinal || bytes % CHUNK_UNIT_BYTES === 0) return
  throw invalid(
    'Invalid request. The number of bytes uploaded is required to be equal or greater than ' +
      '262144, except for the final request (it is a multiple of 262144).',
  )
}

async function drain(c: C): Promise<void> {
  if (!c.req.raw.body) return
  for await (const _ of c.req.raw.body) {
    // Reading to the end keeps the connection usable for the answer.
  }
}
