import { Hono } from 'hono'
import { HOUR_MS } from '../../durations.ts'
import type { Kit, Sandbox, SandboxEnv, SandboxOptions } from '../kit/kit.ts'
import { noticePage, videoPage } from '../kit/page.ts'
import { startKit } from '../kit/start-kit.ts'
import { SlidingWindow } from '../tiktok/window.ts'
import { instagramLogin } from './direct.ts'
import { envelope, GraphError, type Instagram, type InstagramSettings } from './graph.ts'
import { facebookLogin, redirects } from './login.ts'
import { reelByCode } from './media.ts'
import { graphRoutes, pagesRoute } from './routes.ts'
import { uploadRoutes } from './upload.ts'

export interface InstagramOptions extends SandboxOptions {
  /** `facebook` (the default) takes bytes; `instagram` is graph.instagram.com, which cannot. */
  login?: 'facebook' | 'instagram'
}

const SETTINGS: InstagramSettings = {
  processingMs: 1500,
  judgesMedia: true,
  dailyLimit: 50,
  containerLimit: 400,
  callsPerHour: 20_000,
  appUsage: null,
  businessUsage: null,
  isActionBlocked: false,
  lostContainers: 0,
  lostAs: '24/2207008',
  saysPublishedEarly: false,
  isRestricted: false,
  tokenBody: 'flat',
}

const ACCOUNTS = [
  {
    ...{ id: '17841405822304914', name: 'Sandbox Kitchen', handle: '@sandbox.kitchen' },
    ...{ userId: '27640875392278831', pageId: '102030405060708', owner: 'Sam Sandbox' },
  },
  {
    ...{ id: '17841405822304922', name: 'Sandbox Travels', handle: '@sandbox.travels' },
    ...{ userId: '27640875392278899', pageId: '102030405060799', owner: 'Toni Sandbox' },
  },
]

/** Starts the stand-in for Instagram: one origin for dialog, Graph and rupload. */
export function startInstagram(options: InstagramOptions): Promise<Sandbox> {
  const { login = 'facebook', ...rest } = options
  return startKit<InstagramSettings>(
    {
      name: login === 'facebook' ? 'instagram' : 'instagram-login',
      look: { title: 'Instagram sandbox', accent: '#c13584' },
      accounts: ACCOUNTS,
      settings: SETTINGS,
      redirects,
      faultBody: status => envelope(faultFor(status)),
      routes: kit => routes(Object.assign(kit, { login })),
    },
    rest,
  )
}

function faultFor(status: number) {
  if (status === 429) return { code: 4, message: 'Application request limit reached' }
  if (status >= 500) return { code: 2, message: 'An unexpected error has occurred.' }
  return { code: 1, message: 'An unknown error has occurred.' }
}

function routes(kit: Instagram): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  reelPages(app, kit)
  countCalls(app, kit)
  if (kit.login === 'facebook') {
    app.route('/', facebookLogin(kit)).route('/', pagesRoute(kit)).route('/', uploadRoutes(kit))
  } else {
    app.route('/', instagramLogin(kit))
  }
  app.route('/', graphRoutes(kit))
  app.all('/:version{v\\d+\\.0}/*', () => {
    const message = 'Unknown path components'
    throw new GraphError({ code: 2500, message })
  })
  app.onError((error, c) => {
    if (!(error instanceof GraphError)) throw error
    // Graph's status says little; clients are meant to read the code.
    const status = (error.fault.status ?? 400) as 400
    return c.json(envelope(error.fault), status)
  })
  return app
}

/** Tells every Graph caller how much of the hour's allowance is gone, and stops at all of it. */
function countCalls(app: Hono<SandboxEnv>, kit: Kit<InstagramSettings>): void {
  const window = new SlidingWindow(HOUR_MS, kit.now)
  app.use('/:version{v\\d+\\.0}/*', async (c, next) => {
    const { callsPerHour, appUsage, businessUsage } = kit.settings()
    const isTaken = window.take('app', callsPerHour)
    const percent = Math.min(100, Math.round((window.count('app') / callsPerHour) * 100))
    const counted = { call_count: percent, total_time: percent, total_cputime: percent }
    c.header('X-App-Usage', JSON.stringify(appUsage ?? counted))
    if (businessUsage) c.header('X-Business-Use-Case-Usage', JSON.stringify(businessUsage))
    if (!isTaken) {
      const message = '(#4) Application request limit reached'
      throw new GraphError({ status: 403, code: 4, message })
    }
    await next()
  })
}

function reelPages(app: Hono<SandboxEnv>, kit: Kit<InstagramSettings>): void {
  app.get('/reel/:code/', c => {
    const reel = reelByCode(kit, c.req.param('code'))
    if (!reel) {
      const sorry = 'The link you followed may be broken, or the page may have been removed.'
      return c.html(noticePage(kit.look, 'Sorry, this page is not available', sorry), 404)
    }
    kit.ledger.change(reel.remoteId, { views: reel.views + 1 })
    return c.html(videoPage(kit.look, { ...reel, views: reel.views + 1 }))
  })
}
