import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Platform, traitsOf } from '../../api/contract/index.ts'
import { STAND_INS } from '../sandbox/index.ts'
import { answerConsent } from '../sandbox/kit/answer-consent.ts'
import { openMailbox } from './mailbox.ts'

const Kept = z.object({ email: z.string(), password: z.string() })
const LoggedIn = z.object({ token: z.string(), apiKey: z.string() })
const Connections = z.object({
  connections: z.array(
    z.object({ id: z.string(), platform: Platform, state: z.string(), label: z.string() }),
  ),
})
const Started = z.object({ authorizationUrl: z.url() })
const Finished = z.object({ id: z.string(), label: z.string() })
const Verified = z.object({ user: z.object({ isVerified: z.boolean() }) })
const Refused = z.object({ title: z.string(), detail: z.string().optional() })

export interface DemoCreator {
  email: string
  password: string
  apiKey: string
  /** Platform → the channel's name. */
  channels: Record<string, string>
}

/** Signs the demo creator up or in, and connects a channel on each of these sandboxes. */
export async function demoCreator(
  url: string,
  dataFolder: string,
  sandboxed: readonly Platform[],
): Promise<DemoCreator> {
  const kept = await credentials(dataFolder)
  const { token, apiKey } = await signInProven(url, dataFolder, kept)
  const asCreator = caller(url, token)
  const live = Connections.parse(await asCreator('GET', '/api/v1/oauth/connections')).connections
  const channels: Record<string, string> = {}
  for (const platform of sandboxed) {
    const found = live.find(c => c.platform === platform && c.state === 'live')
    channels[platform] = found?.label ?? (await connect(asCreator, platform))
  }
  return { ...kept, apiKey, channels }
}

type Call = (method: string, path: string, body?: object) => Promise<unknown>

class Refusal extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence)
  }
}

const caller =
  (url: string, token?: string): Call =>
  async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (response.ok) return response.json()
    const refused = Refused.safeParse(await response.json().catch(() => null))
    throw new Refusal(
      response.status,
      `${method} ${path}: ${refused.data?.detail ?? refused.data?.title ?? response.status}`,
    )
  }

async function credentials(dataFolder: string) {
  const file = join(dataFolder, 'demo-creator.json')
  if (existsSync(file)) return Kept.parse(await Bun.file(file).json())
  const kept = {
    email: 'demo@example.com',
    password: Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url'),
  }
  await Bun.write(file, `${JSON.stringify(kept, null, 2)}\n`)
  chmodSync(file, 0o600)
  return kept
}

async function signIn(call: Call, kept: Kept) {
  const login = () => call('POST', '/api/v1/auth/login', { ...kept, device: 'demo agent' })
  try {
    return LoggedIn.parse(await login())
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
    await call('POST', '/api/v1/auth/register', { ...kept, name: 'Demo Creator' })
    return LoggedIn.parse(await login())
  }
}

type Kept = z.infer<typeof Kept>

/** Signs in; before that a new creator opens the link of the first mail, as a person does. */
async function signInProven(url: string, dataFolder: string, kept: Kept) {
  const call = caller(url)
  const first = await signIn(call, kept)
  const asCreator = caller(url, first.token)
  const { user } = Verified.parse(await asCreator('GET', '/api/v1/auth/me'))
  // A real mail is theirs to open.
  if (user.isVerified || process.env.SMTP_URL) return first
  const mailbox = openMailbox(join(dataFolder, 'outbox'))
  try {
    const { hash } = new URL(await mailbox.linkTo(kept.email, 'verify'))
    await asCreator('POST', '/trpc/account.email.verify', { secret: hash.slice(1) })
    // The proof ends every key and sign-in that is older.
    return await signIn(call, kept)
  } catch {
    // Without it the dashboard says where the link is; that must not keep anybody from starting.
    return first
  } finally {
    mailbox.close()
  }
}

async function connect(call: Call, platform: Platform): Promise<string> {
  const { authorizationUrl } = Started.parse(
    await call('POST', `/api/v1/oauth/${platform}/initiate`, {
      captions: traitsOf(platform).captions === 'track',
    }),
  )
  const back = (await answerConsent(authorizationUrl)).searchParams
  const answer = { code: back.get('code'), state: back.get('state') }
  const connection = Finished.parse(
    await call('POST', `/api/v1/oauth/${platform}/callback`, answer),
  )
  await call('POST', '/trpc/connection.saveRule', {
    connectionId: connection.id,
    rule: STAND_INS[platform].demoRule,
  })
  return connection.label
}
