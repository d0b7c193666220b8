import { z } from 'zod'
import { Fault } from '../../../lib/fault.ts'
import type { Reply } from '../call-platform.ts'
import { Count, inGroupsOf } from '../figures.ts'
import type { RemoteFigures } from '../platform-access.ts'
import { failed, type Graph, graphError, graphGet, isTokenRefused } from './graph.ts'

const AT_ONCE = 4
// Codes 10 and 100: too few viewers, a media that is gone, or a metric that it does not have.
const NOTHING_TO_TELL = [10, 100]

const Insights = z.object({
  data: z.array(z.object({ name: z.string(), values: z.array(z.object({ value: Count })) })),
})
const Counts = z.object({ like_count: Count.optional(), comments_count: Count.optional() })

/** Insights, one call per reel; where there are none yet, the plain counts. */
export async function instagramFigures(
  graph: Graph,
  token: string,
  remoteIds: string[],
): Promise<RemoteFigures[]> {
  const known = remoteIds.filter(id => /^\d{1,32}$/.test(id))
  const figures: (RemoteFigures | null)[] = []
  for (const ids of inGroupsOf(AT_ONCE, known))
    figures.push(...(await Promise.all(ids.map(id => figuresOf(graph, token, id)))))
  return figures.filter(row => row !== null)
}

async function figuresOf(graph: Graph, token: string, id: string): Promise<RemoteFigures | null> {
  const path = `/${id}/insights?metric=views,likes,comments,shares`
  const insights = read(Insights, await graphGet(graph, path, token))
  if (!insights || insights.data.length === 0) return countsOf(graph, token, id)
  const value = (name: string) =>
    insights.data.find(row => row.name === name)?.values[0]?.value ?? null
  return {
    remoteId: id,
    views: value('views'),
    likes: value('likes'),
    comments: value('comments'),
    shares: value('shares'),
  }
}

async function countsOf(graph: Graph, token: string, id: string): Promise<RemoteFigures | null> {
  const counts = read(
    Counts,
    await graphGet(graph, `/${id}?fields=like_count,comments_count`, token),
  )
  if (!counts) return null
  const { like_count: likes = null, comments_count: comments = null } = counts
  return { remoteId: id, views: null, likes, comments, shares: null }
}

/** The parsed answer, or null when Instagram has nothing to tell about this reel. */
function read<T>(shape: z.ZodType<T>, reply: Reply): T | null {
  if (isTokenRefused(reply)) throw new Fault('connection_lost')
  if (NOTHING_TO_TELL.includes(graphError(reply)?.code ?? 0)) return null
  const answer = shape.safeParse(reply.body)
  if (reply.status !== 200 || !answer.success) throw failed('insights', reply)
  return answer.data
}
