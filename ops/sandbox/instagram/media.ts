import type { Publication } from '../kit/ledger.ts'
import { badParameter, type Input, type Instagram } from './graph.ts'

/** Every field a published reel can be asked for. */
export function viewMedia(kit: Instagram, it: Publication): Input & { id: string } {
  const account = kit.accounts.find(other => other.id === it.accountId)
  return {
    id: it.remoteId,
    caption: it.text || undefined,
    comments_count: it.comments,
    like_count: it.likes,
    media_product_type: 'REELS',
    media_type: 'VIDEO',
    media_url: `${kit.origin}/_sandbox/files/${it.remoteId}`,
    owner: { id: it.accountId },
    permalink: it.url,
    shortcode: String(it.raw.code),
    is_shared_to_feed: it.raw.share_to_feed !== false && it.raw.share_to_feed !== 'false',
    thumbnail_url: undefined,
    timestamp: it.publishedAt.replace(/\.\d+Z$/, '+0000'),
    username: account?.handle.replace(/^@/, ''),
  }
}

/** A reel by the code in its address. */
export function reelByCode(kit: Pick<Instagram, 'ledger'>, code: string): Publication | undefined {
  return kit.ledger.publications().find(it => it.raw.code === code)
}

/** One page of an account's media, newest first, with Graph's cursors. */
export function pageOfMedia(kit: Instagram, accountId: string, input: Input) {
  const mine = kit.ledger.publications().filter(it => it.accountId === accountId)
  const newest = mine.reverse()
  const after = newest.findIndex(it => it.remoteId === input.after)
  const limit = Math.min(Math.max(Number(input.limit) || 25, 1), 100)
  const page = newest.slice(after + 1, after + 1 + limit)
  const [first, last] = [page[0], page.at(-1)]
  const cursors = { before: first?.remoteId, after: last?.remoteId }
  return { page, ...(first && { paging: { cursors } }) }
}

const METRICS: Record<string, (it: Publication) => number> = {
  views: it => it.views,
  reach: it => it.views,
  likes: it => it.likes,
  comments: it => it.comments,
  shares: () => 0,
  saved: () => 0,
  reposts: () => 0,
  total_interactions: it => it.likes + it.comments,
  reels_skip_rate: () => 0,
  ig_reels_avg_watch_time: it => (it.views > 0 ? 2500 : 0),
  ig_reels_video_view_total_time: it => it.views * 2500,
}
const FACEBOOK_ONLY: Record<string, (it: Publication) => number> = {
  total_views: it => it.views,
  total_likes: it => it.likes,
  total_comments: it => it.comments,
}

/** Figures of a reel; one metric that is dead or unknown fails the whole call. */
export function insights(kit: Instagram, it: Publication, metric: string): object {
  const names = metric.split(',').filter(Boolean)
  if (names.length === 0) throw badParameter('The parameter metric is required')
  const known = kit.login === 'facebook' ? { ...METRICS, ...FACEBOOK_ONLY } : METRICS
  const wrong = names.find(name => !(name in known))
  if (wrong) {
    throw badParameter(`metric[${names.indexOf(wrong)}] must be one of: ${Object.keys(known)}`)
  }
  return {
    data: names.map(name => ({
      name,
      period: 'lifetime',
      values: [{ value: known[name]?.(it) ?? 0 }],
      title: name,
      description: '',
      id: `${it.remoteId}/insights/${name}/lifetime`,
    })),
  }
}
