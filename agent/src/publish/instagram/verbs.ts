import { z } from 'zod'
import type { Hosts } from '../hosts.ts'
import type { Job, Marks, Standing, Verbs } from '../publisher.ts'
import { HOUR_MS, MINUTE_MS, Setback } from '../setback.ts'
import { parseJson, type Reply, strangeAnswer, type Wire } from '../wire.ts'
import { causeOfCode, graphCode, setbackOf, uploadTrouble } from './answers.ts'

const VERSION = 'v25.0'
/** How long a publish call whose answer was lost may still be under way at Instagram. */
const PUBLISH_GRACE_MS = 10_000

const Session = z.object({
  containerId: z.string(),
  uri: z.string(),
  createdAt: z.number(),
  finishingAt: z.number().nullable(),
  mediaId: z.string().nullable(),
})
export type InstagramSession = z.infer<typeof Session>

const Container = z.object({ id: z.string(), uri: z.string().optional() })
const ContainerStatus = z.object({
  status_code: z.enum(['IN_PROGRESS', 'FINISHED', 'ERROR', 'EXPIRED', 'PUBLISHED']),
  status: z.string().optional(),
  video_status: z
    .object({
      uploading_phase: z
        .object({ status: z.string().optional(), bytes_transferred: z.number().optional() })
        .optional(),
    })
    .optional(),
})
const Allowance = z.object({
  data: z.array(
    z.object({
      quota_usage: z.number(),
      config: z.object({ quota_total: z.number() }).optional(),
    }),
  ),
})
const Media = z.object({ id: z.string() })
const Permalink = z.object({ permalink: z.string().optional() })
const Recent = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      caption: z.string().optional(),
      timestamp: z.string().optional(),
      permalink: z.string().optional(),
    }),
  ),
})

interface At {
  job: Job
  session: InstagramSession
}

/** Instagram through Facebook Login: container, bytes, then the publish call. */
export function instagramVerbs(hosts: Hosts): Verbs<InstagramSession> {
  const graph = `${hosts.api}/${VERSION}`
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send: (at, wire, marks) => send(at, wire, marks),
    check: (at, wire) => check(graph, at, wire),
    finish: (at, wire, marks) => finish(graph, at, { wire, marks }),
    mayBeLive: (_session, stage) => stage === 'finishing',
    readSession: json => Session.parse(JSON.parse(json)),
  }
}

async function begin(hosts: Hosts, job: Job, wire: Wire): Promise<InstagramSession> {
  if (job.words.platform !== 'instagram' || job.terms.platform !== 'instagram') {
    throw strangeAnswer('The agent', 'words for another platform')
  }
  const account = `${hosts.api}/${VERSION}/${job.connection.externalId}`
  await assertAllowance(account, wire)
  const reply = await wire.call({
    method: 'POST',
    url: `${account}/media`,
    auth: 'Bearer',
    headers: { 'content-type': 'application/json' },
    body: () =>
      JSON.stringify({
        media_type: 'REELS',
        upload_type: 'resumable',
        caption: job.words.platform === 'instagram' ? job.words.caption : '',
        share_to_feed: job.terms.platform === 'instagram' && job.terms.shareToFeed,
        ...(job.coverMs !== null && { thumb_offset: job.coverMs }),
      }),
  })
  const made = Container.safeParse(parseJson(reply.text)).data
  if (reply.status !== 200 || !made) throw setbackOf(reply, wire.now())
  return {
    containerId: made.id,
    uri: made.uri ?? `${hosts.upload}/ig-api-upload/${VERSION}/${made.id}`,
    createdAt: wire.now(),
    finishingAt: null,
    mediaId: null,
  }
}

/** The documents name 50 a day in one place and 100 in another; the account itself is asked. */
async function assertAllowance(account: string, wire: Wire): Promise<void> {
  const url = `${account}/content_publishing_limit?fields=config,quota_usage`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  const allowance = Allowance.safeParse(parseJson(reply.text)).data?.data[0]
  // Not being told is no reason to stop: the container call gives the binding answer.
  if (reply.status !== 200 || !allowance) return
  if (allowance.quota_usage < (allowance.config?.quota_total ?? 50)) return
  throw new Setback({
    ...causeOfCode('9/2207042', wire.now()),
    retry: { afterMs: HOUR_MS },
  })
}

async function send(
  { job, session, offset }: At & { offset: number },
  wire: Wire,
  marks: Marks<InstagramSession>,
): Promise<Standing> {
  await job.assertUnchanged()
  const { path, sizeBytes } = job.file
  const reply = await wire.call({
    method: 'POST',
    url: session.uri,
    auth: 'OAuth',
    headers: {
      offset: String(offset),
      file_size: String(sizeBytes),
      'content-type': 'application/octet-stream',
    },
    cargo: { path, from: offset, to: sizeBytes, onSent: sent => marks.progress(offset + sent) },
    guard: job.assertUnchanged,
  })
  if (reply.status === 200 && !graphCode(reply.text) && !uploadTrouble(reply.text)) {
    marks.save(session, 'sent')
    return { kind: 'wait', reason: 'Instagram is processing the video.', afterMs: 1000 }
  }
  const trouble = uploadTrouble(reply.text)
  if (!trouble) throw setbackOf(reply, wire.now())
  const cause = {
    code: 'upload_refused',
    reason: 'Instagram did not take the upload; it is sent again.',
    whoCanFix: 'wait' as const,
    retry: 'backoff' as const,
  }
  // Its own word for "this container is beyond repair": another one publishes nothing twice.
  if (!trouble.isRetriable) return { kind: 'restart', cause }
  throw new Setback(cause)
}

async function check(
  graph: string,
  { job, session, stage }: At & { stage: string },
  wire: Wire,
): Promise<Standing> {
  if (session.mediaId) return published(graph, session.mediaId, wire)
  const fields = 'id,status,status_code,video_status'
  const url = `${graph}/${session.containerId}?fields=${fields}`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  const container = ContainerStatus.safeParse(parseJson(reply.text)).data
  if (reply.status !== 200 || !container) return withoutContainer(stage, reply, wire)
  switch (container.status_code) {
    case 'PUBLISHED':
      return publishedEarlier(graph, { job, session }, wire)
    case 'FINISHED':
      return mayStillBePublishing(session, wire.now())
        ? { kind: 'wait', reason: 'Instagram is asked whether it was published.', afterMs: 2000 }
        : { kind: 'finish' }
    case 'EXPIRED':
      return { kind: 'restart', cause: causeOfCode('2207020', wire.now()) }
    case 'ERROR':
      return broken(container.status ?? '', wire.now())
    default:
      return inProgress(job, { container, stage })
  }
}

function inProgress(
  job: Job,
  at: { container: z.infer<typeof ContainerStatus>; stage: string },
): Standing {
  const upload = at.container.video_status?.uploading_phase
  const sent = upload?.bytes_transferred ?? 0
  if (at.stage === 'open' && upload?.status !== 'complete' && sent < job.file.sizeBytes) {
    return { kind: 'send', offset: sent }
  }
  return { kind: 'wait', reason: 'Instagram is processing the video.' }
}

const mayStillBePublishing = (session: InstagramSession, nowMs: number) =>
  session.finishingAt !== null && Math.abs(nowMs - session.finishingAt) < PUBLISH_GRACE_MS

function withoutContainer(stage: string, reply: Reply, wire: Wire): Standing {
  const setback = setbackOf(reply, wire.now())
  const isMissing = graphCode(reply.text)?.startsWith('100') ?? false
  if (!isMissing) throw setback
  return stage === 'finishing'
    ? { kind: 'unknown', reason: 'Instagram no longer shows the post that was being published.' }
    : { kind: 'restart', cause: causeOfCode('24/2207008', wire.now()) }
}

function broken(status: string, nowMs: number): Standing {
  const subcode = /\b(2207\d{3})\b/.exec(status)?.[1]
  const cause = causeOfCode(subcode ?? 'ERROR', nowMs)
  return cause.retry === 'never' ? { kind: 'failed', cause } : { kind: 'restart', cause }
}

async function finish(
  graph: string,
  { job, session }: At,
  { wire, marks }: { wire: Wire; marks: Marks<InstagramSession> },
): Promise<Standing> {
  await job.assertUnchanged()
  // From here on a lost answer has to be asked about before it is repeated.
  marks.save({ ...session, finishingAt: wire.now() }, 'finishing')
  const account = `${graph}/${job.connection.externalId}`
  const url = `${account}/media_publish?creation_id=${encodeURIComponent(session.containerId)}`
  const reply = await wire.call({ method: 'POST', url, auth: 'Bearer' })
  const media = Media.safeParse(parseJson(reply.text)).data
  if (reply.status === 200 && media) {
    marks.save({ ...session, finishingAt: wire.now(), mediaId: media.id }, 'finishing')
    return published(graph, media.id, wire)
  }
  const code = graphCode(reply.text)
  if (code?.startsWith('24/') || code === '-2/2207020') {
    return { kind: 'wait', reason: 'Instagram is asked about the post.', afterMs: 5000 }
  }
  throw setbackOf(reply, wire.now())
}

async function published(graph: string, mediaId: string, wire: Wire): Promise<Standing> {
  try {
    const url = `${graph}/${mediaId}?fields=permalink,media_product_type,timestamp`
    const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
    const link = Permalink.safeParse(parseJson(reply.text)).data?.permalink ?? null
    return { kind: 'published', remoteId: mediaId, url: reply.status === 200 ? link : null }
  } catch (error) {
    // It is live; a missing link must not make it look otherwise.
    if (error instanceof Setback) return { kind: 'published', remoteId: mediaId, url: null }
    throw error
  }
}

/** Published by a call whose answer was lost: the account's newest posts name it. */
async function publishedEarlier(
  graph: string,
  { job, session }: At,
  wire: Wire,
): Promise<Standing> {
  const account = `${graph}/${job.connection.externalId}`
  const url = `${account}/media?fields=id,caption,timestamp,permalink&limit=25`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  const caption = job.words.platform === 'instagram' ? job.words.caption.trim() : ''
  const mine = Recent.safeParse(parseJson(reply.text)).data?.data.find(
    media =>
      (media.caption ?? '').trim() === caption &&
      Date.parse(media.timestamp ?? '') >= session.createdAt - MINUTE_MS &&
      !job.takenRemoteIds.has(media.id),
  )
  return {
    kind: 'published',
    remoteId: mine?.id ?? session.containerId,
    url: mine?.permalink ?? null,
    ...(mine ? {} : { note: 'Instagram says that it is published, but not where.' }),
  }
}
