import type { Context } from 'hono'
import type { SandboxEnv } from '../../kit/kit.ts'
import type { Token } from '../../kit/oauth.ts'
import { badCredentials, insufficientScope, quotaExceeded, uploadsUsedUp } from '../errors.ts'
import type { YouTubeKit } from '../settings.ts'

const SCOPE = 'https://www.googleapis.com/auth/'
const WRITES = ['youtube', 'youtube.force-ssl']
const ACCEPTED = {
  upload: ['youtube.upload', ...WRITES],
  // youtube.upload may put a video there and may not look at it afterwards.
  read: ['youtube.readonly', ...WRITES],
  write: WRITES,
  captions: ['youtube.force-ssl'],
} as const

export const KNOWN_SCOPES = [
  ...['youtube.upload', 'youtube.readonly', 'yt-analytics.readonly', ...WRITES].map(
    name => SCOPE + name,
  ),
  ...['userinfo.email', 'userinfo.profile'].map(name => SCOPE + name),
  'openid',
  'email',
  'profile',
]

/** The live access token of a request, or YouTube's refusal. */
export function identify(
  kit: YouTubeKit,
  c: Context<SandboxEnv>,
  need: keyof typeof ACCEPTED,
): Token {
  const bearer = /^Bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const token = kit.oauth.findToken(bearer ?? c.req.query('access_token') ?? '')
  if (!kit.oauth.isAlive(token) || token.kind !== 'access') throw badCredentials()
  if (!ACCEPTED[need].some(name => token.scopes.includes(SCOPE + name))) throw insufficientScope()
  return token
}

const PACIFIC = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' })

/** Google counts by the project that the token's client belongs to. */
const bucket = (kit: YouTubeKit, name: string, { clientId }: Token) =>
  `${name}:${clientId}:${PACIFIC.format(kit.now())}`

/** Takes quota units; the day of the project ends at midnight Pacific. */
export function spendUnits(kit: YouTubeKit, token: Token, units: number): void {
  const used = kit.store.count(bucket(kit, 'units', token), units)
  if (used > kit.settings().dailyUnits) throw quotaExceeded()
}

/** `videos.insert` has a bucket of its own, counted in calls. */
export function spendInsert(kit: YouTubeKit, token: Token): void {
  const used = kit.store.count(bucket(kit, 'inserts', token))
  if (used > kit.settings().dailyInserts) throw uploadsUsedUp()
}

/** So has `search.list`. */
export function spendSearch(kit: YouTubeKit, token: Token): void {
  const used = kit.store.count(bucket(kit, 'searches', token))
  if (used > kit.settings().dailySearches) throw quotaExceeded()
}
