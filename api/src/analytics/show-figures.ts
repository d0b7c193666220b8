import type { z } from 'zod'
import { type Overview, PLATFORMS, type PlatformFigures } from '../../contract/index.ts'
import type { SignedIn } from '../context.ts'
import { readQuota } from '../plan/quota.queries.ts'
import { countByPlatform, countVideos, type PlatformCount } from './analytics.queries.ts'
import { historySince } from './analytics.rules.ts'

type Ctx = Pick<SignedIn, 'db' | 'now' | 'actor'>

/** The dashboard's first page: how many, how they went, and what each platform counts. */
export async function showOverview(ctx: Ctx): Promise<z.infer<typeof Overview>> {
  const { workspaceId, plan } = ctx.actor
  const since = historySince(plan, ctx.now())
  const [videos, counts, quota] = await Promise.all([
    countVideos(ctx.db, workspaceId, since),
    countByPlatform(ctx.db, workspaceId, since),
    readQuota(ctx.db, ctx.actor, ctx.now()),
  ])
  const total = (key: 'published' | 'failed' | 'underWay' | 'unknown') =>
    counts.reduce((sum, count) => sum + count[key], 0)
  return {
    since: since?.toISOString() ?? null,
    videos,
    publications: {
      published: total('published'),
      failed: total('failed'),
      underWay: total('underWay'),
      unknown: total('unknown'),
    },
    platforms: inOrder(counts),
    quota,
  }
}

/** Each platform's figures, side by side and never added up. */
export async function showPlatforms(
  ctx: Ctx,
): Promise<{ platforms: z.infer<typeof PlatformFigures>[] }> {
  const { workspaceId, plan } = ctx.actor
  const since = historySince(plan, ctx.now())
  return { platforms: inOrder(await countByPlatform(ctx.db, workspaceId, since)) }
}

const NOTHING = { published: 0, failed: 0, views: null, likes: null, comments: null, shares: null }

function inOrder(counts: PlatformCount[]): z.infer<typeof PlatformFigures>[] {
  return PLATFORMS.map(platform => {
    const found = counts.find(count => count.platform === platform)
    if (!found) return { platform, ...NOTHING }
    const { underWay: _, unknown: __, ...figures } = found
    return figures
  })
}
