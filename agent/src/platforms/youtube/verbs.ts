import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, strangeAnswer, type Wire } from '../http.ts'
import type { Job, Standing, Verbs } from '../platform.ts'
import { timeOf } from '../platform-time.ts'
import { causeOfReply, setbackOf } from './answers.ts'
import type { YouTubeTerms } from './consent.ts'
import { findLostUpload } from './lost-upload.ts'
import { begin, confirmedBytes, isDone, isGone, probe, send, videoOf } from './send.ts'
import { type At, processing, Session, type YouTubeSession } from './session.ts'

const LONGEST_PROCESSING_MS = 10 * MINUTE_MS
/** A list may lag behind the upload it belongs to; so long a missing video proves nothing. */
const LIST_LAG_MS = MINUTE_MS
const ASK_LIST_AGAIN_MS = 10_000

const VideoList = z.object({
  items: z.array(
    z.object({
      status: z.object({
        privacyStatus: z.string().default(''),
        uploadStatus: z.string().default('uploaded'),
        failureReason: z.string().optional(),
        rejectionReason: z.string().optional(),
      }),
    }),
  ),
})

/** YouTube's resumable upload. */
export function youtubeVerbs(hosts: Hosts): Verbs<YouTubeSession, YouTubeTerms> {
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send,
    check: async ({ job, session }, wire, marks) => {
      if (session.video) return processed(hosts, { job, session }, wire)
      const reply = await probe({ job, session }, wire)
      if (isDone(reply)) {
        marks.save({ ...session, video: videoOf(reply, wire) }, 'sent')
        return processing(500)
      }
      if (reply.status === 308) return { kind: 'send', offset: confirmedBytes(reply) }
      if (isGone(reply)) {
        const goneAt = session.goneAt ?? timeOf(reply, wire)
        if (session.goneAt === null) marks.save({ ...session, goneAt }, 'open')
        return afterLostSession(hosts, { job, session, goneAt }, wire)
      }
      throw setbackOf(reply, wire.now())
    },
    finish: async () => processing(),
    mayBeLive: session => session.mayBeComplete || session.video !== null,
    readSession: json => Session.parse(JSON.parse(json)),
  }
}

/** The session is gone. Only when the channel's own list lacks the video may it be sent again. */
async function afterLostSession(
  hosts: Hosts,
  { job, session, goneAt }: At & { goneAt: number },
  wire: Wire,
): Promise<Standing> {
  // The last bytes never left: whatever is there of that name is not this upload.
  if (!session.mayBeComplete) return sentAgain()
  const found = await findLostUpload(hosts, { job, session }, wire)
  switch (found.kind) {
    case 'one': {
      // Nothing is saved: should it turn out to be another's, the next question leaves it out.
      const video = { id: found.videoId, privacy: '', doneAt: goneAt }
      return processed(hosts, { job, session: { ...session, video } }, wire)
    }
    case 'several':
      return unknown('shows videos that it may or may not have become')
    case 'unable':
      return unknown('does not show its list')
    case 'none':
      return found.askedAt - goneAt < LIST_LAG_MS ? askedAgain() : sentAgain()
  }
}

const unknown = (why: string): Standing => ({
  ...{ kind: 'unknown', reason: `YouTube forgot the upload and ${why}.` },
})

const askedAgain = (): Standing => ({
  kind: 'wait',
  reason: 'YouTube forgot the upload; its list of your videos is asked again.',
  afterMs: ASK_LIST_AGAIN_MS,
})

function sentAgain(): Standing {
  const reason = 'YouTube forgot the unfinished upload; it is sent again.'
  const cause = { code: 'session_gone', reason, whoCanFix: 'wait' as const }
  return { kind: 'restart', cause: { ...cause, retry: 'backoff' } }
}

/** The video exists; does YouTube keep it? */
async function processed(hosts: Hosts, { job, session }: At, wire: Wire): Promise<Standing> {
  const video = session.video
  if (!video) throw strangeAnswer('YouTube', 'no video')
  const url = `${hosts.api}/youtube/v3/videos?part=status,processingDetails&id=${video.id}`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  if (reply.status === 403) return published(hosts, job, video)
  if (reply.status !== 200) throw setbackOf(reply, wire.now())
  const list = VideoList.safeParse(parseJson(reply.text)).data
  if (!list) throw setbackOf(reply, wire.now())
  const item = list.items[0]
  // A list may lag behind; after that, a video that it lacks was taken away.
  const isGone = !item && timeOf(reply, wire) - video.doneAt > LIST_LAG_MS
  if (isGone) return { kind: 'failed', cause: causeOfReply('deleted', wire.now()) }
  const status = item?.status.uploadStatus
  if (status === 'failed' || status === 'rejected') {
    const why = `${status}.${item?.status.failureReason ?? item?.status.rejectionReason ?? ''}`
    return { kind: 'failed', cause: causeOfReply(why, wire.now()) }
  }
  if (status === 'deleted') return { kind: 'failed', cause: causeOfReply(status, wire.now()) }
  if (status === 'processed') {
    return published(hosts, job, { ...video, privacy: item?.status.privacyStatus || video.privacy })
  }
  const isLate = timeOf(reply, wire) - video.doneAt > LONGEST_PROCESSING_MS
  return isLate ? published(hosts, job, video) : processing()
}

function published(
  hosts: Hosts,
  { terms }: Job<YouTubeTerms>,
  video: { id: string; privacy: string },
): Standing {
  const asked = terms.privacy
  const note =
    video.privacy && video.privacy !== asked
      ? { note: `YouTube made it ${video.privacy}, though ${asked} was asked for.` }
      : {}
  return { kind: 'published', remoteId: video.id, url: urlOf(hosts, video.id), ...note }
}

const urlOf = (hosts: Hosts, id: string) => `${hosts.pages}/watch?v=${id}`
