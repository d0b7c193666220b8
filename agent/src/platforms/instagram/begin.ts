import { z } from 'zod'
import { HOUR_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import { otherRule } from '../consent.ts'
import type { Hosts } from '../hosts.ts'
import { parseJson, type Wire } from '../http.ts'
import type { Job, Marks, Standing } from '../platform.ts'
import { timeOf } from '../platform-time.ts'
import { causeOfCode, setbackOf, uploadTrouble } from './answers.ts'
import type { InstagramTerms } from './consent.ts'
import { type At, type InstagramSession, VERSION } from './session.ts'
import { assertRoom } from './usage.ts'

const Container = z.object({ id: z.string(), uri: z.string().optional() })
const Taken = z.object({ success: z.literal(true) })
const Allowance = z.object({
  data: z.array(
    z.object({
      quota_usage: z.number(),
      config: z.object({ quota_total: z.number() }).optional(),
    }),
  ),
})

/** Makes the container that the bytes are sent into. */
export async function begin(
  hosts: Hosts,
  job: Job<InstagramTerms>,
  wire: Wire,
): Promise<InstagramSession> {
  const { words, terms, coverMs } = job
  if (words.platform !== 'instagram') throw otherRule()
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
        caption: words.caption,
        share_to_feed: terms.shareToFeed,
        ...(coverMs !== null && { thumb_offset: coverMs }),
      }),
  })
  const made = Container.safeParse(parseJson(reply.text)).data
  if (reply.status !== 200 || !made) throw setbackOf(reply, wire.now())
  return {
    containerId: made.id,
    uri: made.uri ?? `${hosts.upload}/ig-api-upload/${VERSION}/${made.id}`,
    createdAt: timeOf(reply, wire),
    finishingAt: null,
    unpublishedAt: null,
    refusals: 0,
    timesLost: 0,
    mediaId: null,
    confirmedBytes: 0,
    countedBytes: null,
    refusedAt: null,
  }
}

/** The documents name 50 a day in one place and 100 in another; the account itself is asked. */
async function assertAllowance(account: string, wire: Wire): Promise<void> {
  const url = `${account}/content_publishing_limit?fields=config,quota_usage`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  assertRoom(reply)
  const allowance = Allowance.safeParse(parseJson(reply.text)).data?.data[0]
  // Not being told is no reason to stop: the container call gives the binding answer.
  if (reply.status !== 200 || !allowance) return
  if (allowance.quota_usage < (allowance.config?.quota_total ?? 50)) return
  throw new Setback({
    ...causeOfCode('9/2207042', wire.now()),
    retry: { afterMs: HOUR_MS },
  })
}

/** Sends the rest of the file in one go. */
export async function send(
  { job, offset, ...at }: At & { offset: number },
  wire: Wire,
  marks: Marks<InstagramSession>,
): Promise<Standing> {
  await job.assertUnchanged()
  const { path, sizeBytes } = job.file
  const session = { ...at.session, confirmedBytes: offset, countedBytes: null }
  // More is there than when it broke off: the line does carry, so pauses start small again.
  if (offset > at.session.confirmedBytes || at.session.countedBytes !== null) {
    marks.save(session, 'open')
  }
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
  const trouble = uploadTrouble(reply.text)
  if (reply.status === 200 && Taken.safeParse(parseJson(reply.text)).success) {
    marks.save(session, 'sent')
    return { kind: 'wait', reason: 'Instagram is processing the video.', afterMs: 1000 }
  }
  if (!trouble) throw setbackOf(reply, wire.now())
  const cause = {
    code: 'upload_refused',
    reason: 'Instagram did not take the upload; it is sent again.',
    whoCanFix: 'wait' as const,
    retry: 'backoff' as const,
  }
  // Its own word for "this container is beyond repair": another one publishes nothing twice. But
  // the same word meets bytes that begin where it no longer is, so it is asked once more first.
  if (!trouble.isRetriable && session.refusedAt === offset) return { kind: 'restart', cause }
  if (!trouble.isRetriable) marks.save({ ...session, refusedAt: offset }, 'open')
  throw new Setback(cause)
}
