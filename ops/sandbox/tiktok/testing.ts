import { type Answer } from '../instagram/testing.ts'
import { answerConsent } from '../kit/answer-consent.ts'
import { type Sandbox } from '../kit/kit.ts'

const redirectUri = 'http://localhost:8787/back'
const app = { client_key: 'sandbox-client', client_secret: 'sandbox-secret' }
const verifier = 'v'.repeat(64)
export const ALL_SCOPES = 'user.info.basic,user.info.profile,video.publish,video.upload,video.list'

export const hex = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest('hex')

/** Login Kit does not use the envelope: an error is a word beside the other fields. */
type OAuthAnswer = Record<string, unknown>

/** A client of the sandbox that a test speaks through: plain HTTP, one token. */
export class TikTokClient {
  token = ''
  refreshToken = ''

  constructor(readonly sandbox: Sandbox) {}

  authorizeUrl(more: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      ...{ client_key: 'sandbox-client', redirect_uri: redirectUri, response_type: 'code' },
      ...{ scope: ALL_SCOPES, state: 'st4te', code_challenge_method: 'S256' },
      code_challenge: hex(verifier),
      ...more,
    })
    return `${this.sandbox.origin}/v2/auth/authorize/?${query}`
  }

  async code(): Promise<string> {
    return (await answerConsent(this.authorizeUrl())).searchParams.get('code') ?? ''
  }

  /** The token door; `more` overrides what a correct client sends. */
  async exchange(code: string, more: Record<string, string> = {}): Promise<OAuthAnswer> {
    const form = { ...app, code, grant_type: 'authorization_code', redirect_uri: redirectUri }
    return this.form('/v2/oauth/token/', { ...form, code_verifier: verifier, ...more })
  }

  async connect(): Promise<void> {
    const got = await this.exchange(await this.code())
    this.token = String(got.access_token)
    this.refreshToken = String(got.refresh_token)
  }

  async refresh(refresh_token: string): Promise<OAuthAnswer> {
    return this.form('/v2/oauth/token/', { ...app, grant_type: 'refresh_token', refresh_token })
  }

  async revoke(): Promise<string> {
    const body = new URLSearchParams({ ...app, token: this.token })
    const answer = await fetch(`${this.sandbox.origin}/v2/oauth/revoke/`, { method: 'POST', body })
    return answer.text()
  }

  async post(path: string, body: object = {}): Promise<{ status: number; body: Answer }> {
    const text = await this.postForText(path, body)
    return { status: text.status, body: JSON.parse(text.body) }
  }

  async postForText(path: string, body: object): Promise<{ status: number; body: string }> {
    const answer = await fetch(this.sandbox.origin + path, {
      method: 'POST',
      headers: { ...this.bearer(), 'content-type': 'application/json; charset=UTF-8' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: await answer.text() }
  }

  async get(path: string): Promise<{ status: number; body: Answer }> {
    const answer = await fetch(this.sandbox.origin + path, { headers: this.bearer() })
    return { status: answer.status, body: (await answer.json()) as Answer }
  }

  private bearer() {
    return { authorization: `Bearer ${this.token}` }
  }

  private async form(path: string, fields: Record<string, string>): Promise<OAuthAnswer> {
    const body = new URLSearchParams(fields)
    const answer = await fetch(this.sandbox.origin + path, { method: 'POST', body })
    return (await answer.json()) as OAuthAnswer
  }
}

/** One piece of a video, sent as TikTok's guide says. */
export async function put(
  uploadUrl: string,
  piece: { body: Blob; from: number; total: number },
  more: Record<string, string> = {},
): Promise<{ status: number; range: string | null }> {
  const { body, from, total } = piece
  const range = `bytes ${from}-${from + body.size - 1}/${total}`
  const headers = { 'content-type': 'video/mp4', 'content-range': range, ...more }
  const answer = await fetch(uploadUrl, { method: 'PUT', headers, body })
  return { status: answer.status, range: answer.headers.get('content-range') }
}
