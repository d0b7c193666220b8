import { traitsOf, type VideoHistory } from '../../../contract/index.ts'
import type { SignedIn } from '../../context.ts'
import { Fault } from '../../lib/fault.ts'
import { requireFeature } from '../../plan/plan-gate.rules.ts'
import { titleOf } from '../../publication/publication.rules.ts'
import {
  type FigureDay,
  type HistoryRow,
  listFigureDays,
  listLive,
  videoName,
  viewsAtAge,
} from './peers.queries.ts'
import { daysBetween, medianOf } from './period.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>

/** The newest so many are what a video is held against; of more the middle is hardly another. */
export const MOST_PEERS = 50
/** Fewer have no middle worth telling. */
const FEWEST_PEERS = 3

/** One video's figures over time, wherever it went live. */
export async function showVideoHistory(
  ctx: Ctx,
  { videoId }: { videoId: string },
): Promise<VideoHistory> {
  const { workspaceId, plan } = ctx.actor
  const fileName = await videoName(ctx.db, workspaceId, videoId)
  if (fileName === null) throw new Fault('not_found')
  requireFeature(plan, 'videoFigures')
  const live = await listLive(ctx.db, workspaceId, videoId)
  const ids = live.map(it => it.publicationId)
  const days = Map.groupBy(await listFigureDays(ctx.db, workspaceId, ids), day => day.publicationId)
  const publications: VideoHistory['publications'] = []
  for (const row of live) {
    const own = days.get(row.publicationId) ?? []
    publications.push({
      id: row.publicationId,
      platform: row.platform,
      label: row.label,
      title: titleOf(row.metadata),
      url: row.url,
      publishedAt: row.publishedAt.toISOString(),
      figuresAt: row.figuresAt?.toISOString() ?? null,
      days: own.map(({ day, publicationId: _, ...figures }) => ({ day, figures })),
      peers: await peersOf(ctx, row, own),
    })
  }
  return { videoId, fileName, publications }
}

/** How it did on its last day with views, against the others when they were as old. */
async function peersOf(ctx: Ctx, row: HistoryRow, own: FigureDay[]) {
  const { platform, publicationId } = row
  const last = own.findLast(day => day.views !== null)
  if (traitsOf(platform).figures.onlyAsReturned || !last || last.views === null) return null
  const ageDays = daysBetween({ from: row.publishedOn, to: last.day }) - 1
  if (ageDays < 0) return null
  const asked = { platform, ageDays, now: ctx.now(), most: MOST_PEERS }
  const all = await viewsAtAge(ctx.db, ctx.actor.workspaceId, asked)
  const views = all.filter(it => it.publicationId !== publicationId).map(it => it.views)
  const median = medianOf(views)
  if (median === null || views.length < FEWEST_PEERS) return null
  return { ageDays, views: last.views, median, of: views.length }
}
