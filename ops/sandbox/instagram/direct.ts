import type { Context } from 'hono'
import { Hono } from 'hono'
import { DAY_MS } from '../../durations.ts'
import { CLIENT_ID, CLIENT_SECRET, type SandboxEnv } from '../kit/kit.ts'
import { GraphError, type Instagram, type InstagramContext, readInput, text } from './graph.ts'
import { dialog, firstToken, longToken, mayRedeem } from './login.ts'

const LONG_SECONDS = 5_183_944
const SHORT_SECONDS = 3600

/** Instagram Login: www.instagram.com, api.instagram.com and the tokens of graph.instagram.com. */
export function instagramLogin(kit: Instagram): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>()
  app.get('/oauth/authorize', c => dialog(kit, c.req.query()))
  app.post('/oauth/access_token', c => redeem(kit, c))
  app.on('GET', ['/access_token', '/:version{v\\d+\\.0}/access_token'], async c => {
    const input = await readInput(c)
    if (text(input, 'client_secret') !== CLIENT_SECRET) {
      throw new GraphError({ code: 1, message: 'Error validating client secret.' })
    }
    if (input.grant_type !== 'ig_exchange_token') throw new GraphError(WRONG_GRANT)
    return c.json(long(kit, text(input, 'access_token')))
  })
  const refresh = ['/refresh_access_token', '/:version{v\\d+\\.0}/refresh_access_token']
  app.on('GET', refresh, async c => {
    const input = await readInput(c)
    if (input.grant_type !== 'ig_refresh_token') throw new GraphError(WRONG_GRANT)
    const value = text(input, 'access_token')
    const token = kit.oauth.findToken(value)
    const ageMs = kit.now().getTime() - (token?.issuedAt ?? 0)
    const isLong = token?.extras?.length === 'long'
    if (token && kit.oauth.isAlive(token) && (!isLong || ageMs < DAY_MS)) {
      throw new GraphError({ code: 100, message: 'The access token is not yet 24 hours old.' })
    }
    return c.json(long(kit, value))
  })
  return app
}

const WRONG_GRANT = { code: 100, message: 'Invalid parameter: grant_type' }

function long(kit: Instagram, value: string): object {
  const access_token = longToken(kit, value)
  return { access_token, token_type: 'bearer', expires_in: LONG_SECONDS }
}

// This host does not speak Graph's envelope.
const flat = (c: Context, error_message: string) =>
  c.json({ error_type: 'OAuthException', code: 400, error_message }, 400)

async function redeem(kit: Instagram, c: InstagramContext): Promise<Response> {
  const input = await readInput(c)
  const isApp = input.client_id === CLIENT_ID && input.client_secret === CLIENT_SECRET
  if (!isApp) return flat(c, 'Invalid platform app')
  if (input.grant_type !== 'authorization_code') return flat(c, 'Invalid grant_type')
  const code = kit.oauth.findCode(text(input, 'code'))
  if (!code || !mayRedeem(kit, code)) {
    return flat(c, 'Matching code was not found or was already used')
  }
  if (code.redirectUri !== input.redirect_uri) {
    return flat(c, 'Error validating verification code: redirect_uri is not identical')
  }
  const access_token = firstToken(kit, code, SHORT_SECONDS)
  const userId = String(kit.accounts.find(it => it.id === code.accountId)?.userId)
  if (kit.settings().tokenBody === 'wrapped') {
    const permissions = code.scopes.join()
    return c.json({ data: [{ access_token, user_id: userId, permissions }] })
  }
  // The id is a bare number beyond what JavaScript can hold, so it is written by hand.
  const rest = JSON.stringify(code.scopes)
  const body = `{"access_token":"${access_token}","user_id":${userId},"permissions":${rest}}`
  return c.body(body, 200, { 'content-type': 'application/json' })
}
