import { answerConsent } from '../kit/answer-consent.ts'

const redirect_uri = 'http://localhost:8787/back'
const app = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }
const SCOPE = 'openid profile w_member_social'
export const VERSION = '202607'

export interface Opened {
  video: string
  uploadToken: string
  uploadUrlsExpireAt: number
  uploadInstructions: { uploadUrl: string; firstByte: number; lastByte: number }[]
}

export interface Answer {
  status: number
  body: Record<string, unknown>
  urn: string | null
}

/** A client of the sandbox that a test speaks through: plain HTTP, one token. */
export class LinkedInClient {
  token = ''
  owner = ''

  constructor(readonly origin: string) {}

  authorizeUrl(): string {
    const asked = { response_type: 'code', client_id: app.client_id, redirect_uri }
    const query = new URLSearchParams({ ...asked, state: 'st4te', scope: SCOPE })
    return `${this.origin}/oauth/v2/authorization?${query}`
  }

  async exchange(code: string, more: Record<string, string> = {}): Promise<Answer> {
    const form = { ...app, code, redirect_uri, grant_type: 'authorization_code', ...more }
    return this.request('/oauth/v2/accessToken', {
      method: 'POST',
      body: new URLSearchParams(form),
    })
  }

  async connect(): Promise<void> {
    const code = (await answerConsent(this.authorizeUrl())).searchParams.get('code') ?? ''
    this.token = String((await this.exchange(code)).body.access_token)
    const { sub } = (await this.get('/v2/userinfo')).body
    this.owner = `urn:li:person:${sub}`
  }

  get(path: string, more: Record<string, string> = {}): Promise<Answer> {
    return this.request(path, { headers: this.headers(more) })
  }

  post(path: string, body: object, more: Record<string, string> = {}): Promise<Answer> {
    const headers = { ...this.headers(more), 'content-type': 'application/json' }
    return this.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  async open(fileSizeBytes: number): Promise<Opened> {
    const asked = { owner: this.owner, fileSizeBytes, uploadCaptions: false }
    const { body } = await this.post('/rest/videos?action=initializeUpload', {
      initializeUploadRequest: { ...asked, uploadThumbnail: false },
    })
    return body.value as Opened
  }

  finalize({ video, uploadToken }: Opened, uploadedPartIds: string[]): Promise<Answer> {
    const finalizeUploadRequest = { video, uploadToken, uploadedPartIds }
    return this.post('/rest/videos?action=finalizeUpload', { finalizeUploadRequest })
  }

  /** Sends a whole file as the guide says; answers the video's URN. */
  async upload(file: Blob): Promise<string> {
    const opened = await this.open(file.size)
    const etags: string[] = []
    for (const { uploadUrl, firstByte, lastByte } of opened.uploadInstructions) {
      etags.push(await put(uploadUrl, file.slice(firstByte, lastByte + 1)))
    }
    await this.finalize(opened, etags)
    return opened.video
  }

  async status(video: string): Promise<unknown> {
    return (await this.get(`/rest/videos/${encodeURIComponent(video)}`)).body.status
  }

  publish(id: string, more: object = {}): Promise<Answer> {
    return this.post('/rest/posts', {
      ...{ author: this.owner, commentary: 'Harbour at dawn', visibility: 'PUBLIC' },
      distribution: {
        ...{ feedDistribution: 'MAIN_FEED', targetEntities: [] },
        thirdPartyDistributionChannels: [],
      },
      content: { media: { title: 'Harbour', id } },
      ...{ lifecycleState: 'PUBLISHED', isReshareDisabledByAuthor: false, ...more },
    })
  }

  private headers(more: Record<string, string>): Record<string, string> {
    return {
      authorization: `Bearer ${this.token}`,
      ...{ 'linkedin-version': VERSION, 'x-restli-protocol-version': '2.0.0', ...more },
    }
  }

  private async request(path: string, init: RequestInit): Promise<Answer> {
    const answer = await fetch(this.origin + path, init)
    const text = await answer.text()
    const body = text ? JSON.parse(text) : {}
    return { status: answer.status, body, urn: answer.headers.get('x-restli-id') }
  }
}

/** Sends one part; answers its ETag, or the status where there is none. */
export async function put(uploadUrl: string, body: Blob): Promise<string> {
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = await fetch(uploadUrl, { method: 'PUT', headers, body })
  const said = await answer.text()
  return answer.headers.get('etag') ?? `${answer.status} ${said}`
}
