import { z } from 'zod'
import { MINUTE_MS } from '../../lib/durations.ts'
import { Setback } from '../../lib/step-error.ts'
import { busySetback, parseJson, strangeAnswer, type Wire } from '../http.ts'
import type { Marks, Standing } from '../platform.ts'
import { causeOfCode, graphCode, setbackOf } from './answers.ts'
import { type At, captionOf, type InstagramSession } from './session.ts'

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

/** The publish call. There is no key that would make a second one harmless. */
export async function finish(
  graph: string,
  { job, session }: At,
  { wire, marks }: { wire: Wire; marks: Marks<InstagramSession> },
): Promise<Standing> {
  await job.assertUnchanged()
  // From here on a lost answer has to be asked about before it is repeated.
  const finishing = { ...session, finishingAt: wire.now(), unpublishedAt: null }
  marks.save(finishing, 'finishing')
  const account = `${graph}/${job.connection.externalId}`
  const url = `${account}/media_publish?creation_id=${encodeURIComponent(session.containerId)}`
  const reply = await wire.call({ method: 'POST', url, auth: 'Bearer' })
  const media = Media.safeParse(parseJson(reply.text)).data
  if (reply.status === 200 && media) {
    marks.save({ ...finishing, mediaId: media.id }, 'finishing')
    return published(graph, media.id, wire)
  }
  const code = graphCode(reply.text)
  // Whatever stood between us may have let the call through: that is asked, not taken for a no.
  if (!code) throw busySetback(reply, 'Instagram', wire.now()) ?? strangeAnswer('Instagram', 'post')
  const isLost = code.startsWith('24/') || code === '-2/2207020'
  if (!isLost && !code.startsWith('9007')) throw setbackOf(reply, wire.now())
  const refusals = session.refusals + 1
  const timesLost = session.timesLost + (isLost ? 1 : 0)
  marks.save({ ...finishing, refusals, timesLost }, 'finishing')
  const afterMs = isGivenUp({ timesLost }) ? 1000 : pauseAfter(refusals)
  throw new Setback({ ...causeOfCode(code, wire.now()), retry: { afterMs } })
}

/** Meta's table says to try once or twice within two minutes, then to make another container. */
export const isGivenUp = ({ timesLost }: Pick<InstagramSession, 'timesLost'>) => timesLost >= 3

/** 30 seconds, 1 minute, 2 … a quarter of an hour. */
const pauseAfter = (refusals: number) =>
  Math.min(30_000 * 2 ** Math.min(refusals - 1, 20), 15 * MINUTE_MS)

/** It is live under this id; where people see it is asked for once. */
export async function published(graph: string, mediaId: string, wire: Wire): Promise<Standing> {
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

/** Published by a call whose answer was lost: the account's newest posts may name it. */
export async function publishedEarlier(graph: string, at: At, wire: Wire): Promise<Standing> {
  const [mine, ...more] = await postsLike(graph, at, wire)
  if (mine && more.length === 0) {
    return { kind: 'published', remoteId: mine.id, url: mine.permalink ?? null }
  }
  const note = mine
    ? 'Instagram says that it is published; several posts have this caption.'
    : 'Instagram says that it is published, but not where.'
  return { kind: 'published', remoteId: at.session.containerId, url: null, note }
}

/**
 * It calls published what this session never asked to be. Its own documents show that beside an
 * upload under way; but a journal from before the call does not know of the call either.
 */
export async function publishedUnasked(graph: string, at: At, wire: Wire): Promise<Standing> {
  const [mine, ...more] = await postsLike(graph, at, wire)
  if (!mine || more.length > 0) {
    return { kind: 'wait', reason: 'Instagram is processing the video.' }
  }
  return { kind: 'published', remoteId: mine.id, url: mine.permalink ?? null }
}

/** The newest posts that this one may have become. */
async function postsLike(graph: string, { job, session }: At, wire: Wire) {
  const account = `${graph}/${job.connection.externalId}`
  const url = `${account}/media?fields=id,caption,timestamp,permalink&limit=50`
  const reply = await wire.call({ method: 'GET', url, auth: 'Bearer' })
  return (Recent.safeParse(parseJson(reply.text)).data?.data ?? []).filter(
    media =>
      (media.caption ?? '').trim() === captionOf(job) &&
      Date.parse(media.timestamp ?? '') >= session.createdAt - MINUTE_MS &&
      !job.takenRemoteIds.has(media.id),
  )
}
