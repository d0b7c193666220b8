import { z } from 'zod'
import type { Hosts } from '../hosts.ts'
import type { Cargo } from '../pace/pace.ts'
import type { Job, Marks, Standing, Verbs } from '../publisher.ts'
import { Setback } from '../setback.ts'
import { type Call, parseJson, type Reply, strangeAnswer, type Wire } from '../wire.ts'
import { causeOfReply, setbackOf } from './answers.ts'

export const CHUNK_BYTES = 16 * 1024 * 1024
const PROCESSING = 'YouTube is processing the video.'
const LONGEST_PROCESSING_MS = 10 * 60_000
/** A list may lag behind the upload it belongs to; so long a missing video proves nothing. */
const LIST_LAG_MS = 60_000
const ASK_LIST_AGAIN_MS = 10_000

const Session = z.object({
  uri: z.string(),
  startedAt: z.number(),
  confirmedBytes: z.number(),
  /** From here on every byte may be there: a lost answer may have been the last one. */
  mayBeComplete: z.boolean(),
  /** When the session was first found gone; null while it answers. */
  goneAt: z.number().nullable().default(null),
  video: z.object({ id: z.string(), privacy: z.string(), doneAt: z.number() }).nullable(),
})
export type YouTubeSession = z.infer<typeof Session>

const Video = z.object({
  id: z.string(),
  status: z.object({
    privacyStatus: z.string().default(''),
    uploadStatus: z.string().default('uploaded'),
    failureReason: z.string().optional(),
    rejectionReason: z.string().optional(),
  }),
})
const VideoList = z.object({ items: z.array(Video).default([]) })

/** YouTube's resumable upload. */
export function youtubeVerbs(hosts: Hosts): Verbs<YouTubeSession> {
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send: (at, wire, marks) => send(at, wire, marks),
    check: async ({ job, session }, wire, marks) => {
      if (session.video) return processed(hosts, { job, session }, wire)
      const reply = await probe(job, session, wire)
      if (isDone(reply)) {
        marks.save({ ...session, video: videoOf(reply, wire.now()) }, 'sent')
        return { kind: 'wait', reason: PROCESSING, afterMs: 500 }
      }
      if (reply.status === 308) return { kind: 'send', offset: confirmedBytes(reply) }
      if (isGone(reply)) {
        const goneAt = session.goneAt ?? wire.now()
        if (session.goneAt === null) marks.save({ ...session, goneAt }, 'open')
        return afterLostSession(hosts, { job, session: { ...session, goneAt } }, wire)
      }
      throw setbackOf(reply, wire.now())
    },
    finish: async () => ({ kind: 'wait', reason: PROCESSING }),
    mayBeLive: session => session.mayBeComplete || session.video !== null,
    readSession: json => Session.parse(JSON.parse(json)),
  }
}

async function begin(hosts: Hosts, job: Job, wire: Wire): Promise<YouTubeSession> {
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
  // By YouTube's clock, because it is compared with YouTube's dates.
  const startedAt = Date.parse(reply.headers.get('date') ?? '') || wire.now()
  return { uri, startedAt, confirmedBytes: 0, mayBeComplete: false, goneAt: null, video: null }
}

function resourceOf({ words, terms }: Job) {
  if (words.platform !== 'youtube' || terms.platform !== 'youtube') {
    throw strangeAnswer('The agent', 'words for another platform')
  }
  const { title, description, tags } = words
  return {
    snippet: { title, description, tags, categoryId: '22' },
    status: { privacyStatus: terms.privacy, selfDeclaredMadeForKids: false },
  }
}

async function send(
  at: { job: Job; session: YouTubeSession; offset: number },
  wire: Wire,
  marks: Marks<YouTubeSession>,
): Promise<Standing> {
  const { job } = at
  let offset = at.offset
  let { session } = at
  for (;;) {
    await job.assertUnchanged()
    const end = Math.min(offset + CHUNK_BYTES, job.file.sizeBytes)
    session = { ...session, confirmedBytes: offset, mayBeComplete: end === job.file.sizeBytes }
    marks.save(session, 'open')
    const from = offset
    const onSent = (bytes: number) => marks.progress(from + bytes)
    const reply = await wire.call(chunkCall(job, session.uri, { from, to: end, onSent }))
    if (isDone(reply)) {
      session = { ...session, video: videoOf(reply, wire.now()) }
      marks.save(session, 'sent')
      marks.progress(job.file.sizeBytes)
      return { kind: 'wait', reason: PROCESSING, afterMs: 500 }
    }
    if (reply.status !== 308) {
      if (isGone(reply)) return { kind: 'wait', reason: 'YouTube is asked again.', afterMs: 0 }
      throw setbackOf(reply, wire.now())
    }
    const confirmed = confirmedBytes(reply)
    if (confirmed <= offset) throw stalled()
    offset = confirmed
    marks.progress(offset)
  }
}

function chunkCall(
  job: Job,
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
function probe(job: Job, session: YouTubeSession, wire: Wire): Promise<Reply> {
  return wire.call({
    method: 'PUT',
    url: session.uri,
    auth: 'Bearer',
    headers: { 'content-range': `bytes */${job.file.sizeBytes}` },
  })
}

/** The session is gone. Only when the channel's own list lacks the video may it be sent again. */
async function afterLostSession(
  hosts: Hosts,
  { job, session }: { job: Job; session: YouTubeSession },
  wire: Wire,
): Promise<Standing> {
  const found = await findUploaded(hosts, { job, session }, wire)
  if (found === 'unable' && session.mayBeComplete) {
    return { kind: 'unknown', reason: 'YouTube forgot the upload and does not show its list.' }
  }
  if (found === null && session.mayBeComplete && wire.now() - goneSince(session) < LIST_LAG_MS) {
    const reason = 'YouTube forgot the upload; its list of your videos is asked again.'
    return { kind: 'wait', reason, afterMs: ASK_LIST_AGAIN_MS }
  }
  if (found === 'unable' || found === null) {
    const reason = 'YouTube forgot the unfinished upload; it is sent again.'
    const cause = { code: 'session_gone', reason, whoCanFix: 'wait' as const }
    return { kind: 'restart', cause: { ...cause, retry: 'backoff' } }
  }
  return { kind: 'published', remoteId: found, url: urlOf(hosts, found) }
}

const goneSince = (session: YouTubeSession) => session.goneAt ?? session.startedAt

const Channels = z.object({
  items: z
    .array(
      z.object({
        contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
      }),
    )
    .default([]),
})
const Playlist = z.object({
  items: z
    .array(
      z.object({
        snippet: z.object({
          title: z.string(),
          publishedAt: z.string(),
          resourceId: z.object({ videoId: z.string() }),
        }),
      }),
    )
    .default([]),
})

async function findUploaded(
  hosts: Hosts,
  { job, session }: { job: Job; session: YouTubeSession },
  wire: Wire,
): Promise<string | null | 'unable'> {
  const ask = (path: string) =>
    wire.call({ method: 'GET', url: `${hosts.api}/youtube/v3/${path}`, auth: 'Bearer' })
  const channels = await ask('channels?part=id,contentDetails&mine=true')
  const list = Channels.safeParse(parseJson(channels.text)).data?.items[0]
  if (channels.status !== 200 || !list) return unableOr(channels, wire)
  const playlistId = encodeURIComponent(list.contentDetails.relatedPlaylists.uploads)
  const reply = await ask(`playlistItems?part=snippet&maxResults=50&playlistId=${playlistId}`)
  const items = Playlist.safeParse(parseJson(reply.text)).data?.items
  if (reply.status !== 200 || !items) return unableOr(reply, wire)
  const title = job.words.platform === 'youtube' ? job.words.title : ''
  const mine = items.find(
    ({ snippet }) =>
      snippet.title === title &&
      Date.parse(snippet.publishedAt) >= session.startedAt - 60_000 &&
      !job.takenRemoteIds.has(snippet.resourceId.videoId),
  )
  return mine?.snippet.resourceId.videoId ?? null
}

function unableOr(reply: Reply, wire: Wire): 'unable' {
  const setback = setbackOf(reply, wire.now())
  if (setback.why.retry !== 'never' && reply.status !== 200) throw setback
  return 'unable'
}

/** The video exists; does YouTube keep it? */
async function processed(
  hosts: Hosts,
  { job, session }: { job: Job; session: YouTubeSession },
  wire: Wire,
): Promise<Standing> {
  const video = session.video
  if (!video) throw strangeAnswer('YouTube', 'no video')
  const url = `${hosts.api}/youtube/v3/videos?part=status,processingDetails&id=${video.id}`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  if (reply.status === 403) return published(hosts, job, video)
  if (reply.status !== 200) throw setbackOf(reply, wire.now())
  const item = VideoList.safeParse(parseJson(reply.text)).data?.items[0]
  const status = item?.status.uploadStatus
  if (status === 'failed' || status === 'rejected') {
    const why = `${status}.${item?.status.failureReason ?? item?.status.rejectionReason ?? ''}`
    return { kind: 'failed', cause: causeOfReply(why, wire.now()) }
  }
  if (status === 'processed') {
    return published(hosts, job, { ...video, privacy: item?.status.privacyStatus || video.privacy })
  }
  if (wire.now() - video.doneAt > LONGEST_PROCESSING_MS) return published(hosts, job, video)
  return { kind: 'wait', reason: PROCESSING }
}

function published(hosts: Hosts, job: Job, video: { id: string; privacy: string }): Standing {
  const asked = job.terms.platform === 'youtube' ? job.terms.privacy : ''
  const note =
    video.privacy && video.privacy !== asked
      ? { note: `YouTube made it ${video.privacy}, though ${asked} was asked for.` }
      : {}
  return { kind: 'published', remoteId: video.id, url: urlOf(hosts, video.id), ...note }
}

const urlOf = (hosts: Hosts, id: string) => `${hosts.pages}/watch?v=${id}`
const isDone = (reply: Reply) => reply.status === 200 || reply.status === 201
const isGone = (reply: Reply) => reply.status === 404 || reply.status === 410

/** `Range: bytes=0-524287` says how much was kept; without it, nothing was. */
export function confirmedBytes(reply: Pick<Reply, 'headers'>): number {
  const last = /^bytes=0-(\d+)$/.exec(reply.headers.get('range') ?? '')?.[1]
  return last === undefined ? 0 : Number(last) + 1
}

function videoOf(reply: Reply, nowMs: number): NonNullable<YouTubeSession['video']> {
  const video = Video.safeParse(parseJson(reply.text)).data
  if (!video) throw strangeAnswer('YouTube', 'no video in the last answer')
  return { id: video.id, privacy: video.status.privacyStatus, doneAt: nowMs }
}

const stalled = () =>
  new Setback({
    code: 'stalled',
    reason: 'YouTube kept nothing of the last part; it is sent again.',
    whoCanFix: 'wait',
    retry: 'backoff',
  })
