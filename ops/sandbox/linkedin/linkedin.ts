import { Hono } from 'hono'
import type { Sandbox, SandboxEnv, SandboxOptions } from '../kit/kit.ts'
import { startKit } from '../kit/start-kit.ts'
import { envelope, type LinkedIn, LinkedInError, type LinkedInSettings } from './answers.ts'
import { loginRoutes, redirects } from './login.ts'
import { postRoutes } from './posts.ts'
import { uploadRoutes } from './upload.ts'
import { videoRoutes } from './video-routes.ts'
import { Processing } from './videos.ts'

const SETTINGS: LinkedInSettings = {
  processingMs: 1500,
  judgesMedia: true,
  forcedFailReason: '',
  // It documents 75,000; the clips of a demonstration may be smaller.
  minVideoBytes: 0,
  memberRequestsPerDay: 150,
  appRequestsPerDay: 100_000,
  uploadUrlSeconds: 30 * 86_400,
  partBytes: 4_194_304,
  uploadToken: '',
  oldestVersion: '202507',
  duplicateSeconds: 86_400,
  duplicateStatus: 422,
  duplicatesBy: 'post',
  commentaryCounts: 'sent',
  postKind: 'share',
}

export const ACCOUNTS = [
  { id: '782bbtaQ', name: 'Sandbox Kitchen', handle: 'sandbox-kitchen' },
  { id: '782bbtaR', name: 'Sandbox Travels', handle: 'sandbox-travels' },
]

/** Starts the stand-in for LinkedIn: one origin for login, API, upload host and pages. */
export async function startLinkedIn(options: SandboxOptions): Promise<Sandbox> {
  let processing: Processing | undefined
  const sandbox = await startKit<LinkedInSettings>(
    {
      name: 'linkedin',
      look: { title: 'LinkedIn sandbox', accent: '#0a66c2' },
      accounts: ACCOUNTS,
      settings: SETTINGS,
      redirects,
      faultBody,
      routes: kit => {
        processing = new Processing(kit)
        return routes(kit, processing)
      },
    },
    options,
  )
  const stop = async () => {
    await processing?.stop()
    await sandbox.stop()
  }
  return { ...sandbox, stop }
}

function faultBody(status: number): object {
  const code = status === 429 ? 'TOO_MANY_REQUESTS' : 'INTERNAL_SERVER_ERROR'
  return envelope({ status, code, message: 'Please try again later' })
}

function routes(kit: LinkedIn, processing: Processing): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.route('/', loginRoutes(kit)).route('/', uploadRoutes(kit))
  app.route('/', videoRoutes(kit, processing)).route('/', postRoutes(kit, processing))
  app.onError((error, c) => {
    if (!(error instanceof LinkedInError)) throw error
    return c.json(envelope(error.refusal), error.refusal.status as 400)
  })
  return app
}
