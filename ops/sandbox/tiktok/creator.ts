import { Hono } from 'hono'
import type { SandboxEnv } from '../kit/kit.ts'
import {
  type Caller,
  callerOf,
  insist,
  needPlace,
  needScope,
  ok,
  type TikTok,
  TikTokError,
} from './answers.ts'
import { invalid, postingBlock, privacyOptions } from './rules.ts'

const FIELDS: Record<string, string> = {
  ...byScope('user.info.basic', 'open_id union_id avatar_url avatar_url_100 avatar_large_url'),
  ...byScope('user.info.basic', 'display_name'),
  ...byScope('user.info.profile', 'username bio_description is_verified profile_deep_link'),
  ...byScope('user.info.stats', 'follower_count following_count likes_count video_count'),
}

function byScope(scope: string, fields: string): Record<string, string> {
  return Object.fromEntries(fields.split(' ').map(field => [field, scope]))
}

/** Who the creator is, and what they may do with the next post. */
export function creatorRoutes(kit: TikTok): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/v2/user/info/', c => {
    const caller = callerOf(kit, c)
    const fields = (c.req.query('fields') ?? '').split(',').filter(Boolean)
    const unknown = fields.find(field => !(field in FIELDS))
    if (unknown || fields.length === 0) insist(invalid(`Fields is invalid: ${unknown ?? 'empty'}`))
    for (const field of fields) needScope(caller, FIELDS[field] ?? '')
    const all = describe(kit, caller)
    return ok(c, { user: Object.fromEntries(fields.map(field => [field, all[field]])) })
  })
  app.post('/v2/post/publish/creator_info/query/', c => {
    const caller = callerOf(kit, c)
    needScope(caller, 'video.publish')
    const settings = kit.settings()
    needPlace(kit, caller, ['creator_info', settings.creatorInfoPerMinute])
    const block = postingBlock(settings.postingBlock)
    // A "no" to this question is an answer, so the platform sends it with 200.
    if (block) throw new TikTokError({ ...block, status: 200 })
    return ok(c, {
      creator_avatar_url: avatarUrl(kit),
      creator_username: username(caller),
      creator_nickname: caller.account.name,
      privacy_level_options: privacyOptions(settings.isPrivateAccount),
      comment_disabled: settings.commentDisabled,
      duet_disabled: settings.duetDisabled,
      stitch_disabled: settings.stitchDisabled,
      max_video_post_duration_sec: settings.maxVideoPostDurationSec,
    })
  })
  app.get('/avatar.svg', c => c.body(AVATAR, 200, { 'content-type': 'image/svg+xml' }))
  return app
}

const AVATAR = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"
fill="#25f4ee"/><circle cx="4" cy="3" r="1.5"/><path d="M1 8a3 3 0 0 1 6 0"/></svg>`

const avatarUrl = (kit: TikTok) => `${kit.origin}/avatar.svg`

export const username = ({ account }: Pick<Caller, 'account'>) => account.handle.replace(/^@/, '')

function describe(kit: TikTok, caller: Caller): Record<string, unknown> {
  const { account } = caller
  const mine = kit.ledger.publications().filter(it => it.accountId === account.id)
  const avatar = avatarUrl(kit)
  return {
    open_id: account.id,
    union_id: account.unionId,
    avatar_url: avatar,
    avatar_url_100: avatar,
    avatar_large_url: avatar,
    display_name: account.name,
    username: username(caller),
    bio_description: 'Lives on this computer',
    is_verified: false,
    profile_deep_link: `${kit.origin}/@${username(caller)}`,
    follower_count: 12,
    following_count: 3,
    likes_count: mine.reduce((sum, it) => sum + it.likes, 0),
    video_count: mine.length,
  }
}
