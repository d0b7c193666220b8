import { Hono } from 'hono'
import { MINUTE_MS } from '../../durations.ts'
import type { Kit, Sandbox, SandboxEnv, SandboxOptions } from '../kit/kit.ts'
import { startKit } from '../kit/start-kit.ts'
import { envelope, type TikTok, TikTokError, type TikTokSettings } from './answers.ts'
import { creatorRoutes } from './creator.ts'
import { loginRoutes, redirects } from './login.ts'
import { Processing } from './posts.ts'
import { publishRoutes } from './publish.ts'
import { uploadRoutes } from './upload.ts'
import { videoRoutes } from './videos.ts'
import { SlidingWindow } from './window.ts'

const SETTINGS: TikTokSettings = {
  clientType: 'desktop',
  // As every new app: it posts for private accounts, and to "only me".
  isAudited: false,
  isPrivateAccount: true,
  commentDisabled: false,
  duetDisabled: false,
  stitchDisabled: false,
  maxVideoPostDurationSec: 600,
  processingMs: 1500,
  judgesMedia: true,
  moderationMs: 1000,
  postingBlock: '',
  forcedFailReason: '',
  dailyPosts: 15,
  pendingShares: 5,
  initPerMinute: 6,
  creatorInfoPerMinute: 20,
  statusPerMinute: 30,
  videosPerMinute: 600,
  uploadUrlSeconds: 3600,
  rangeEndsWith: 'count',
  oauthErrorStatus: 400,
}

const ACCOUNTS = [
  {
    ...{ id: '723f24d7-e717-40f8-a2b6-cb8464cd23b4', name: 'Sandbox Kitchen' },
    ...{ handle: '@sandbox.kitchen', unionId: 'c9c60f44-a68e-4f5d-84dd-ce22faeb0ba1' },
  },
  {
    ...{ id: '723f24d7-e717-40f8-a2b6-cb8464cd23b5', name: 'Sandbox Travels' },
    ...{ handle: '@sandbox.travels', unionId: 'c9c60f44-a68e-4f5d-84dd-ce22faeb0ba2' },
  },
]

/** What the audit opens, for a creator whose account is public. */
export const AUDITED: Partial<TikTokSettings> = { isAudited: true, isPrivateAccount: false }

/** Starts the stand-in for TikTok: one origin for login, API, upload host and pages. */
export async function startTikTok(
  options: SandboxOptions,
  settings: Partial<TikTokSettings> = {},
): Promise<Sandbox> {
  let processing: Processing | undefined
  const sandbox = await startKit<TikTokSettings>(
    {
      name: 'tiktok',
      look: { title: 'TikTok sandbox', accent: '#fe2c55' },
      accounts: ACCOUNTS,
      settings: { ...SETTINGS, ...settings },
      redirects,
      faultBody,
      routes: bare => {
        const kit = withLimits(bare)
        processing = new Processing(kit)
        return routes(kit, processing)
      },
    },
    options,
  )
  processing?.resume()
  const stop = async () => {
    await processing?.stop()
    await sandbox.stop()
  }
  return { ...sandbox, stop }
}

function faultBody(status: number): object {
  if (status === 429) return envelope('rate_limit_exceeded', 'The API rate limit was exceeded.')
  return envelope('internal_error', 'Something is wrong. Please try again later.')
}

function withLimits(kit: Kit<TikTokSettings>): TikTok {
  const window = new SlidingWindow(MINUTE_MS, kit.now)
  return Object.assign(kit, { take: (name: string, limit: number) => window.take(name, limit) })
}

function routes(kit: TikTok, processing: Processing): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.route('/', loginRoutes(kit)).route('/', creatorRoutes(kit)).route('/', videoRoutes(kit))
  app.route('/', publishRoutes(kit, processing)).route('/', uploadRoutes(kit, processing))
  app.onError((error, c) => {
    if (!(error instanceof TikTokError)) throw error
    const { status, code, message } = error.refusal
    return c.json(envelope(code, message, {}), status as 400)
  })
  return app
}
