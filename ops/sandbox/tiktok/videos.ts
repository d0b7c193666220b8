import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import type { Publication } from '../kit/ledger.ts'
import { noticePage, videoPage } from '../kit/page.ts'
import {
  type Caller,
  callerOf,
  isRecord,
  needPlace,
  needScope,
  ok,
  readJson,
  type TikTok,
  type TikTokContext,
  TikTokError,
} from './answers.ts'
import { isPublic } from './posts.ts'
import { invalid } from './rules.ts'

const FIELDS: Record<string, (it: Publication, kit: TikTok) => unknown> = {
  id: it => it.remoteId,
  title: it => it.title,
  video_description: it => it.title,
  create_time: it => Math.floor(Date.parse(it.publishedAt) / 1000),
  share_url: it => it.url,
  embed_link: it => it.url,
  cover_image_url: (_, kit) => `${kit.origin}/avatar.svg`,
  duration: it => it.raw.duration,
  height: it => it.raw.height,
  width: it => it.raw.width,
  view_count: it => it.views,
  like_count: it => it.likes,
  comment_count: it => it.comments,
  share_count: () => 0,
}

/** Figures of public posts, and the page where the world watches one. */
export function videoRoutes(kit: TikTok): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.post('/v2/video/query/', async c => {
    const { caller, fields } = entering(kit, c)
    const { filters } = await readJson(c)
    const ids = isRecord(filters) ? filters.video_ids : undefined
    if (!isListOfText(ids) || ids.length > 20) throw inside('video_ids must hold 1 to 20 ids')
    const found = publicPosts(kit, caller).filter(it => ids.includes(it.remoteId))
    return ok(c, { videos: found.map(it => view(kit, it, fields)) })
  })
  app.post('/v2/video/list/', async c => {
    const { caller, fields } = entering(kit, c)
    const { max_count = 10, cursor } = await readJson(c)
    const count = Number(max_count)
    if (!Number.isInteger(count) || count < 1 || count > 20) throw inside('max_count is invalid')
    const before = Number(cursor) || Number.POSITIVE_INFINITY
    const older = publicPosts(kit, caller).filter(it => Date.parse(it.publishedAt) < before)
    const page = older.slice(0, count)
    const last = page.at(-1)
    return ok(c, {
      videos: page.map(it => view(kit, it, fields)),
      cursor: last ? Date.parse(last.publishedAt) : 0,
      has_more: older.length > page.length,
    })
  })
  app.get('/:handle{@[\\w.]+}/video/:id', c => watch(kit, c))
  return app
}

// These two doors put even their refusals into a 200.
const inside = (message: string) => new TikTokError({ ...invalid(message), status: 200 })

function entering(kit: TikTok, c: TikTokContext): { caller: Caller; fields: string[] } {
  const caller = callerOf(kit, c)
  needScope(caller, 'video.list')
  needPlace(kit, caller, [c.req.path, kit.settings().videosPerMinute])
  const fields = (c.req.query('fields') ?? '').split(',').filter(Boolean)
  const unknown = fields.find(field => !(field in FIELDS))
  if (unknown || fields.length === 0) throw inside(`Fields is invalid: ${unknown ?? 'empty'}`)
  return { caller, fields }
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every(it => typeof it === 'string')
}

function publicPosts(kit: TikTok, { account }: Caller): Publication[] {
  const mine = kit.ledger.publications().filter(it => it.accountId === account.id)
  return mine.filter(it => isPublic(kit, it)).reverse()
}

function view(kit: TikTok, it: Publication, fields: string[]): object {
  return Object.fromEntries(fields.map(field => [field, FIELDS[field]?.(it, kit)]))
}

function watch(kit: TikTok, c: TikTokContext): Response | Promise<Response> {
  const it = kit.ledger.publication(c.req.param('id') ?? '')
  if (!it || !isPublic(kit, it)) {
    const why = 'It may be private, still in review, or gone.'
    return c.html(noticePage(kit.look, 'This video is not available', why), 404)
  }
  kit.ledger.change(it.remoteId, { views: it.views + 1 })
  return c.html(videoPage(kit.look, { ...it, views: it.views + 1 }))
}
