import { z } from 'zod'
import { Setback } from '../../lib/step-error.ts'
import { otherRule } from '../consent.ts'
import type { Hosts } from '../hosts.ts'
import { type Call, parseJson, type Reply, strangeAnswer, type Wire } from '../http.ts'
import type { Cargo } from '../pace/pace.ts'
import type { Job, Marks, Standing } from '../platform.ts'
import { timeOf } from '../platform-time.ts'
import { setbackOf } from './answers.ts'
import type { YouTubeTerms } from './consent.ts'
import { type At, processing, type YouTubeSession } from './session.ts'

const Uploaded = z.object({
  id: z.string(),
  status: z.object({ privacyStatus: z.string().default('') }),
})

/** Opens a resumable upload. */
export async function begin(
  hosts: Hosts,
  job: Job<YouTubeTerms>,
  wire: Wire,
): Promise<YouTubeSession> {
  const query = 'uploadType=resumable&part=snippet,status'
  const reply = await wire.call({
    method: 'POST',
    url: `${hosts.upload}/upload/youtube/v3/videos?${query}`,
    auth: 'Bearer',
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-length': String(job.file.sizeBytes),
      'x-upload-content-type': job.file.contentType,
    },
    body: () => JSON.stringify(resourceOf(job)),
  })
  if (reply.status !== 200) throw setbackOf(reply, wire.now())
  const uri = reply.headers.get('location')
  if (!uri) throw strangeAnswer('YouTube', 'no upload address')
  const startedAt = timeOf(reply, wire)
  return { uri, startedAt, confirmedBytes: 0, mayBeComplete: false, goneAt: null, video: null }
}

function resourceOf({ words, terms }: Job<YouTubeTerms>) {
  if (words.platform !== 'youtube') throw otherRule()
  const { title, description, tags } = words
  return {
    snippet: { title, description, tags, categoryId: '22' },
    status: { privacyStatus: terms.privacy, selfDeclaredMadeForKids: terms.isMadeForKids },
  }
}

/** Sends chunk after chunk, each from where YouTube says that it has the bytes up to. */
export async function send(
  { job, offset, ...at }: At & { offset: number },
  wire: Wire,
  marks: Marks<YouTubeSession>,
): Promise<Standing> {
  let from = offset
  let session = at.session
  const save = (change: Partial<YouTubeSession>) => {
    session = { ...session, ...change }
    marks.save(session, 'open')
  }
  // More is there than when it broke off: the line does carry, so pauses start small again.
  if (offset > session.confirmedBytes) save({ confirmedBytes: offset })
  for (;;) {
    await job.assertUnchanged()
    const to = Math.min(from + wire.partBytes(session.uri), job.file.sizeBytes)
    const mayBeComplete = to === job.file.sizeBytes
    // How far it is, YouTube is asked; this alone it cannot say once the session is gone.
    if (mayBeComplete !== session.mayBeComplete) save({ confirmedBytes: from, mayBeComplete })
    const at = from
    const onSent = (bytes: number) => marks.progress(at + bytes)
    const reply = await wire.call(chunkCall(job, session.uri, { from, to, onSent }))
    if (isDone(reply)) {
      marks.save({ ...session, video: videoOf(reply, wire) }, 'sent')
      return processing(500)
    }
    if (reply.status !== 308) {
      if (isGone(reply)) return { kind: 'wait', reason: 'YouTube is asked again.', afterMs: 0 }
      throw setbackOf(reply, wire.now())
    }
    const confirmed = confirmedBytes(reply)
    if (confirmed <= from) throw stalled()
    // The first one that got through: pauses start small again.
    if (from === offset) save({ confirmedBytes: confirmed })
    from = confirmed
    marks.progress(from)
  }
}

function chunkCall(
  job: Job<YouTubeTerms>,
  uri: string,
  { from, to, onSent }: Required<Omit<Cargo, 'path'>>,
): Call {
  return {
    method: 'PUT',
    url: uri,
    auth: 'Bearer',
    headers: {
      'content-type': job.file.contentType,
      'content-range': `bytes ${from}-${to - 1}/${job.file.sizeBytes}`,
    },
    cargo: { path: job.file.path, from, to, onSent },
    guard: job.assertUnchanged,
  }
}

/** Asks the session itself how much it has; a finished one gives its first answer again. */
export function probe({ job, session }: At, wire: Wire): Promise<Reply> {
  return wire.call({
    method: 'PUT',
    url: session.uri,
    auth: 'Bearer',
    headers: { 'content-range': `bytes */${job.file.sizeBytes}` },
  })
}

export const isDone = (reply: Reply) => reply.status === 200 || reply.status === 201
export const isGone = (reply: Reply) => reply.status === 404 || reply.status === 410

/** `Range: bytes=0-524287` says how much was kept; without it, nothing was. */
export function confirmedBytes(reply: Pick<Reply, 'headers'>): number {
  const last = /^bytes=0-(\d+)$/.exec(reply.headers.get('range') ?? '')?.[1]
  return last === undefined ? 0 : Number(last) + 1
}

/** The video that the last chunk became. */
export function videoOf(reply: Reply, wire: Wire): NonNullable<YouTubeSession['video']> {
  const video = Uploaded.safeParse(parseJson(reply.text)).data
  if (!video) throw strangeAnswer('YouTube', 'no video in the last answer')
  return { id: video.id, privacy: video.status.privacyStatus, doneAt: timeOf(reply, wire) }
}

const stalled = () =>
  new Setback({
    code: 'stalled',
    reason: 'YouTube kept nothing of the last part; it is sent again.',
    whoCanFix: 'wait',
    retry: 'backoff',
  })
