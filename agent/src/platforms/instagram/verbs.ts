import { z } from 'zod'
import type { Hosts } from '../hosts.ts'
import { parseJson, type Reply, type Wire } from '../http.ts'
import type { Marks, Standing, Verbs } from '../platform.ts'
import { timeOf } from '../platform-time.ts'
import { causeOfCode, graphCode, setbackOf } from './answers.ts'
import { begin, send } from './begin.ts'
import type { InstagramTerms } from './consent.ts'
import { finish, isGivenUp, published, publishedEarlier, publishedUnasked } from './finish.ts'
import { type At, type InstagramSession, Session, VERSION } from './session.ts'
import { assertRoom } from './usage.ts'

/** How long a publish call whose answer was lost may still be under way at Instagram. */
const PUBLISH_GRACE_MS = 10_000

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

/** Instagram through Facebook Login: container, bytes, then the publish call. */
export function instagramVerbs(hosts: Hosts): Verbs<InstagramSession, InstagramTerms> {
  const graph = `${hosts.api}/${VERSION}`
  return {
    begin: (job, wire) => begin(hosts, job, wire),
    send,
    check: (at, wire, marks) => check(graph, at, { wire, marks }),
    finish: (at, wire, marks) => finish(graph, at, { wire, marks }),
    mayBeLive: (_session, stage) => stage === 'finishing',
    readSession: json => Session.parse(JSON.parse(json)),
  }
}

interface Tools {
  wire: Wire
  marks: Marks<InstagramSession>
}

async function check(
  graph: string,
  { job, session, stage }: At & { stage: string },
  { wire, marks }: Tools,
): Promise<Standing> {
  if (session.mediaId) return published(graph, session.mediaId, wire)
  const fields = 'id,status,status_code,video_status'
  const url = `${graph}/${session.containerId}?fields=${fields}`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  const container = ContainerStatus.safeParse(parseJson(reply.text)).data
  if (reply.status !== 200 || !container) return withoutContainer(stage, reply, wire)
  switch (container.status_code) {
    case 'PUBLISHED':
      if (session.finishingAt !== null) return publishedEarlier(graph, { job, session }, wire)
      if (stage === 'open') return inProgress({ job, session, stage }, container, marks)
      return publishedUnasked(graph, { job, session }, wire)
    case 'FINISHED':
      return ready(session, reply, { wire, marks })
    case 'EXPIRED':
      return { kind: 'restart', cause: causeOfCode('2207020', wire.now()) }
    case 'ERROR':
      return broken(container.status ?? '', wire.now())
    default:
      return inProgress({ job, session, stage }, container, marks)
  }
}

/** Ready to be published. An earlier call for it that was not answered may still be heard. */
function ready(session: InstagramSession, reply: Reply, { wire, marks }: Tools): Standing {
  const saidAt = timeOf(reply, wire)
  const unpublishedAt = session.unpublishedAt ?? saidAt
  if (session.finishingAt !== null && saidAt - unpublishedAt < PUBLISH_GRACE_MS) {
    if (session.unpublishedAt === null) marks.save({ ...session, unpublishedAt }, 'finishing')
    const reason = 'Instagram is asked whether it was published.'
    return { kind: 'wait', reason, afterMs: 2000 }
  }
  if (isGivenUp(session)) return { kind: 'restart', cause: causeOfCode('24/2207008', wire.now()) }
  assertRoom(reply)
  return { kind: 'finish' }
}

/** After a line broke, what was under way on it still arrives for a moment. */
const STILL_MS = 1000

function inProgress(
  { job, session, stage }: At & { stage: string },
  container: z.infer<typeof ContainerStatus>,
  marks: Marks<InstagramSession>,
): Standing {
  const upload = container.video_status?.uploading_phase
  const sent = upload?.bytes_transferred ?? 0
  if (stage !== 'open' || upload?.status === 'complete' || sent >= job.file.sizeBytes) {
    return { kind: 'wait', reason: 'Instagram is processing the video.' }
  }
  if (sent === session.countedBytes) return { kind: 'send', offset: sent }
  marks.save({ ...session, countedBytes: sent }, 'open')
  return { kind: 'wait', reason: 'Instagram counts what arrived.', afterMs: STILL_MS }
}

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
