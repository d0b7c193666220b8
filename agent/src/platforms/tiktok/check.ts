import { z } from 'zod'
import type { Hosts } from '../hosts.ts'
import { parseJson, strangeAnswer, type Wire } from '../http.ts'
import type { Standing } from '../platform.ts'
import { causeOfCode, errorCode, isOk, postIds, setbackOf } from './answers.ts'
import { post } from './begin.ts'
import { chunkPlan, countOf } from './chunks.ts'
import { type At, anew, type TikTokSession, URL_LIFE_MS } from './session.ts'

const ID_PATIENCE_MS = 30_000

const Fetched = z.object({
  data: z.object({
    status: z.string(),
    fail_reason: z.string().optional(),
    uploaded_bytes: z.number().optional(),
  }),
})

/** Asks what became of a post. */
export async function check(
  hosts: Hosts,
  at: At & { stage: string },
  wire: Wire,
): Promise<Standing> {
  const { job, session } = at
  const url = `${hosts.api}/v2/post/publish/status/fetch/`
  const reply = await post(wire, url, { publish_id: session.publishId })
  const code = errorCode(reply.text)
  if (code === 'invalid_publish_id') return withoutPost(session)
  const fetched = Fetched.safeParse(parseJson(reply.text)).data?.data
  if (!isOk(reply)) throw setbackOf(reply, wire.now())
  if (!fetched) throw strangeAnswer('TikTok', 'status')
  switch (fetched.status) {
    case 'PUBLISH_COMPLETE':
      return complete({ hosts, job, session }, postIds(reply.text), wire)
    case 'SEND_TO_USER_INBOX':
      return {
        kind: 'published',
        remoteId: session.publishId,
        url: null,
        note: 'It waits as a draft in your TikTok inbox: finish it in the app.',
      }
    case 'FAILED': {
      const cause = causeOfCode(`failed.${fetched.fail_reason ?? 'internal'}`, wire.now())
      return cause.retry === 'never' ? { kind: 'failed', cause } : { kind: 'restart', cause }
    }
    default:
      return underWay(at, fetched.uploaded_bytes, wire.now())
  }
}

function underWay(
  { job, session, stage }: At & { stage: string },
  uploaded: number | undefined,
  nowMs: number,
): Standing {
  const isExpired = nowMs - session.issuedAt > URL_LIFE_MS
  if (session.mayBeComplete && uploaded === undefined && stage === 'open' && isExpired) {
    return { kind: 'unknown', reason: 'TikTok does not say whether it has the whole video.' }
  }
  const { sizeBytes } = job.file
  const said = uploaded ?? session.confirmedBytes
  const kept = countOf(said, chunkPlan(sizeBytes), sizeBytes)
  if (stage === 'sent' || kept >= sizeBytes) {
    return { kind: 'wait', reason: 'TikTok is processing the video.' }
  }
  return { kind: 'send', offset: kept }
}

function withoutPost(session: TikTokSession): Standing {
  return session.mayBeComplete
    ? { kind: 'unknown', reason: 'TikTok no longer knows the post that was being made.' }
    : anew('upload_expired')
}

function complete(
  { hosts, job, session }: At & { hosts: Hosts },
  ids: readonly string[],
  wire: Wire,
): Standing {
  const id = ids[0]
  if (id) {
    const name = session.username ?? job.connection.handle?.replace(/^@/, '')
    const url = name ? `${hosts.pages}/@${name}/video/${id}` : null
    return { kind: 'published', remoteId: id, url }
  }
  const isPublic = job.terms.kind === 'direct' && job.terms.choice.privacy === 'PUBLIC_TO_EVERYONE'
  // Only public posts get an id, and only after moderation; nobody waits for it for long.
  const waitedMs = wire.now() - (session.sentAt ?? 0)
  if (isPublic && waitedMs < ID_PATIENCE_MS) {
    return { kind: 'wait', reason: 'TikTok is checking the post.' }
  }
  return { kind: 'published', remoteId: session.publishId, url: null }
}
