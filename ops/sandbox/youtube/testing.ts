import { answerConsent } from '../kit/answer-consent.ts'
import type { Bench } from '../kit/testing.ts'

export const UPLOAD = 'https://www.googleapis.com/auth/youtube.upload'
export const READ = 'https://www.googleapis.com/auth/youtube.readonly'
export const REDIRECT = 'http://127.0.0.1:53111/callback'
export const VERIFIER = 'v'.repeat(50)
export const CHUNK = 262_144

export interface Tokens {
  access_token: string
  refresh_token?: string
  expires_in: number
  scope: string
  error?: string
}

export function authorizePath(change: Record<string, string> = {}): string {
  const challenge = new Bun.CryptoHasher('sha256').update(VERIFIER).digest('base64url')
  const query = {
    client_id: 'sandbox-client',
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: `${UPLOAD} ${READ}`,
    access_type: 'offline',
    prompt: 'consent',
    state: 'st/ate',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }
  return `/o/oauth2/v2/auth?${new URLSearchParams({ ...query, ...change })}`
}

/** Posts a token request; `change` replaces fields of a good one. */
export function askToken(it: Bench, change: Record<string, string>): Promise<Response> {
  const client = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }
  return it.get('/token', { method: 'POST', body: new URLSearchParams({ ...client, ...change }) })
}

export async function codeFor(it: Bench, scopes?: string[]): Promise<string> {
  const back = await answerConsent(it.sandbox.origin + authorizePath(), scopes ? { scopes } : {})
  return back.searchParams.get('code') ?? ''
}

export const redeeming = (code: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: REDIRECT,
  code_verifier: VERIFIER,
})

export async function signIn(it: Bench, scopes?: string[]): Promise<Tokens> {
  return (await askToken(it, redeeming(await codeFor(it, scopes)))).json() as Promise<Tokens>
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

export const resource = (snippet: object = {}, status: object = {}) => ({
  snippet: { title: 'Harbour at dawn', description: 'Boats.', tags: ['boat'], ...snippet },
  status: { privacyStatus: 'unlisted', selfDeclaredMadeForKids: false, ...status },
})

/** Starts an upload session. */
export function startUpload(as: [Bench, string], body: object, bytes = 3 * CHUNK + 7) {
  const [it, token] = as
  return it.get('/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status', {
    method: 'POST',
    headers: {
      ...bearer(token),
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-length': String(bytes),
      'x-upload-content-type': 'video/mp4',
    },
    body: JSON.stringify(body),
  })
}

/** One PUT to a session; without `range` the whole body at once. */
export function put(uri: string, token: string, put: { body?: Uint8Array; range?: string }) {
  return fetch(uri, {
    method: 'PUT',
    redirect: 'manual',
    // On a reused connection Bun's fetch repeats a dropped PUT by itself, and hides the drop.
    keepalive: false,
    headers: { ...bearer(token), ...(put.range && { 'content-range': put.range }) },
    ...(put.body && { body: put.body as Uint8Array<ArrayBuffer> }),
  })
}

export async function reasonOf(answer: Response): Promise<string> {
  const body = (await answer.json()) as { error: { errors: { reason: string }[] } }
  return `${answer.status} ${body.error.errors[0]?.reason}`
}
