import { storeFigures } from '../src/analytics/figures.queries.ts'
import { HOUR_MS } from '../src/lib/time.ts'
import type { Creator, TestApi } from './harness.ts'
import { chance } from './long-run.ts'
import { publishedOn } from './publishing.ts'

const START = new Date('2026-08-01T00:00:00Z')

export type Live = Awaited<ReturnType<typeof publishedOn>>

/** A workspace whose platforms told of its videos now and then, some of it, and took some back. */
export async function randomHistory(
  api: TestApi,
  { until, timeZone }: { until: Date; timeZone: string },
): Promise<Creator> {
  const random = chance()
  const roll = (below: number) => Math.floor(random() * below)
  const creator = await api.creator({ plan: 'pro' })
  await api.db
    .updateTable('workspace')
    .set({ time_zone: timeZone })
    .where('workspace_id', '=', creator.workspaceId)
    .execute()
  for (const platform of ['youtube', 'tiktok'] as const) {
    const connection = await api.connectionFor(creator, platform)
    const videos: Live[] = []
    for (let n = 0; n < 8; n += 1) {
      const at = new Date(START.getTime() + roll(100 * 24) * HOUR_MS)
      videos.push(await publishedOn(api, creator, { connection, at }))
    }
    const counts = new Map(videos.map(video => [video.publicationId, [0, 0, 0, 0]]))
    for (let at = START.getTime(); at < until.getTime(); at += (4 + roll(60)) * HOUR_MS) {
      const told = videos.filter(it => it.publishedAt.getTime() <= at && roll(4) > 0)
      const snapshots = told.map(({ publicationId }) => {
        const known = counts.get(publicationId) ?? []
        const now = known.map(count => Math.max(0, count + roll(200) - 20))
        counts.set(publicationId, now)
        const shown = now.map(count => (roll(6) === 0 ? null : count))
        const [views = null, likes = null, comments = null, shares = null] = shown
        const next_at = until
        return { publication_id: publicationId, views, likes, comments, shares, next_at }
      })
      if (snapshots.length === 0) continue
      const taken = { snapshots, takenAt: new Date(at) }
      await storeFigures(api.db, creator.workspaceId, taken)
      // Told once more by a round that was cut short: nothing is counted twice.
      if (roll(5) === 0) await storeFigures(api.db, creator.workspaceId, taken)
    }
  }
  return creator
}
