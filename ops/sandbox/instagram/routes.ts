import { Hono } from 'hono'
import { DAY_SECONDS } from '../../durations.ts'
import type { SandboxEnv } from '../kit/kit.ts'
import { createContainer, findContainer, settle, viewContainer } from './containers.ts'
import {
  type Caller,
  callerOf,
  type Input,
  type Instagram,
  type InstagramContext,
  isGranted,
  missingObject,
  needScope,
  pick,
  readInput,
  text,
} from './graph.ts'
import { insights, pageOfMedia, viewMedia } from './media.ts'
import { publishContainer, quotaUsage } from './publish.ts'

interface Call extends Caller {
  input: Input
  version: string
  id: string
  /** Where the caller reached us, a proxy perhaps: it uploads there too. */
  origin: string
}
type Answer = (call: Call) => object | Promise<object>

/** The part of Graph that both hosts have: containers, publishing, media, figures. */
export function graphRoutes(kit: Instagram): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  const at = '/:version{v\\d+\\.0}/:id'
  const answer = (serve: Answer) => async (c: InstagramContext) => {
    const input = await readInput(c)
    const caller = callerOf(kit, c, input)
    const [version = '', id = ''] = [c.req.param('version'), c.req.param('id')]
    return c.json(await serve({ ...caller, input, version, id, origin: new URL(c.req.url).origin }))
  }
  app.post(
    `${at}/media`,
    answer(call => newContainer(kit, call)),
  )
  app.get(
    `${at}/media`,
    answer(call => mediaList(kit, call)),
  )
  app.post(
    `${at}/media_publish`,
    answer(async call => {
      needScope(kit, call.token, 'publish')
      needOwnAccount(call)
      return { id: await publishContainer(kit, call, text(call.input, 'creation_id')) }
    }),
  )
  app.get(
    `${at}/content_publishing_limit`,
    answer(call => allowance(kit, call)),
  )
  app.get(
    `${at}/insights`,
    answer(call => {
      needScope(kit, call.token, 'insights')
      const media = ownMedia(kit, call)
      if (!media) throw missingObject(call.id)
      return insights(kit, media, text(call.input, 'metric'))
    }),
  )
  app.get(
    at,
    answer(call => object(kit, call)),
  )
  return app
}

function newContainer(kit: Instagram, call: Call): object {
  needScope(kit, call.token, 'publish')
  needOwnAccount(call)
  const container = createContainer(kit, call, call.input)
  const path = `/ig-api-upload/${call.version}/${container.id}`
  return { id: container.id, ...(container.isResumable && { uri: call.origin + path }) }
}

function needOwnAccount({ account, id }: Call): void {
  if (id !== account.id) throw missingObject(id)
}

function mediaList(kit: Instagram, call: Call): object {
  needScope(kit, call.token, 'basic')
  if (call.id !== 'me') needOwnAccount(call)
  const { page, ...rest } = pageOfMedia(kit, call.account.id, call.input)
  const fields = text(call.input, 'fields')
  return { data: page.map(it => pick(viewMedia(kit, it), fields)), ...rest }
}

function allowance(kit: Instagram, call: Call): object {
  needScope(kit, call.token, 'publish')
  needOwnAccount(call)
  const { dailyLimit } = kit.settings()
  const usage = quotaUsage(kit, call.account.id, Number(call.input.since) || 0)
  const all = {
    id: call.id,
    quota_usage: usage,
    config: { quota_total: dailyLimit, quota_duration: DAY_SECONDS },
  }
  const { id: _, ...asked } = pick(all, text(call.input, 'fields') || 'quota_usage')
  return { data: [asked] }
}

function ownMedia(kit: Instagram, { account, id }: Call) {
  const media = kit.ledger.publication(id)
  return media?.accountId === account.id ? media : undefined
}

/** What one id stands for: me, a container, a reel, or the account itself. */
async function object(kit: Instagram, call: Call): Promise<object> {
  const { id, account, input, token } = call
  const fields = text(input, 'fields')
  if (id === 'me' || id === account.userId) return me(kit, call, fields)
  if (id === account.pageId && kit.login === 'facebook') {
    const linked = isGranted(kit, token, 'basic') ? { id: account.id } : undefined
    const page = { id, name: account.name, instagram_business_account: linked }
    return pick(page, fields || 'name')
  }
  needScope(kit, token, 'basic')
  if (id === account.id) return pick(profile(call), fields)
  if (findContainer(kit, id)?.accountId === account.id) {
    const container = await settle(kit, id)
    if (container) return pick(viewContainer(kit, container), fields)
  }
  const media = ownMedia(kit, call)
  if (media) return pick(viewMedia(kit, media), fields)
  throw missingObject(id)
}

function profile({ account }: Caller): Input & { id: string } {
  return {
    id: account.id,
    username: account.handle.replace(/^@/, ''),
    name: account.name,
    profile_picture_url: account.picture,
    media_count: undefined,
    followers_count: 12,
  }
}

function me(kit: Instagram, call: Call, fields: string): object {
  const { account, token } = call
  const isPage = token.kind === 'page'
  if (kit.login === 'facebook') {
    const id = String(isPage ? account.pageId : account.userId)
    return pick({ id, name: isPage ? account.name : account.owner }, fields || 'id,name')
  }
  const all = { ...profile(call), user_id: account.id, account_type: 'Business' }
  return pick({ ...all, id: String(account.userId) }, fields)
}

// Most people with pages have one that no Instagram account belongs to, often the oldest.
const UNLINKED_PAGE = { id: '102030405060701', name: 'A page without Instagram' }

/** Page and business account of the person; what a scope was not given for is left out. */
export function pagesRoute(kit: Instagram): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/:version{v\\d+\\.0}/me/accounts', async c => {
    const input = await readInput(c)
    const caller = callerOf(kit, c, input)
    if (!caller.token.scopes.includes('pages_show_list')) return c.json({ data: [] })
    const { account, token } = caller
    const linked = profile(caller)
    const inner = /instagram_business_account\{([^}]*)\}/.exec(text(input, 'fields'))?.[1] ?? ''
    const page = {
      id: String(account.pageId),
      name: account.name,
      category: 'Digital creator',
      tasks: ['MANAGE', 'CREATE_CONTENT'],
      access_token: pageToken(kit, caller),
      instagram_business_account: isGranted(kit, token, 'basic') ? pick(linked, inner) : undefined,
    }
    const bare = { ...page, ...UNLINKED_PAGE, instagram_business_account: undefined }
    const fields = text(input, 'fields') || 'access_token,category,name,tasks'
    const data = [pick(bare, fields), pick(page, fields)]
    return c.json({ data, paging: { cursors: { before: 'QVFI', after: 'QVFI' } } })
  })
  return app
}

function pageToken(kit: Instagram, { token }: Caller): string {
  const { accountId, clientId, scopes, family, expiresAt, extras = {} } = token
  const secondsLeft = ((expiresAt ?? 0) - kit.now().getTime()) / 1000
  const lifetimeSeconds = extras.length === 'long' ? null : secondsLeft
  const owner = { accountId, clientId, scopes, family, extras }
  return kit.oauth.issue({ ...owner, kind: 'page', prefix: 'EAA', lifetimeSeconds })
}
