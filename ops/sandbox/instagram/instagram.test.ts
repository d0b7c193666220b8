import { afterAll, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { answerConsent } from '../kit/answer-consent.ts'
import type { Sandbox } from '../kit/kit.ts'
import { makeClip, PLAIN_ENCODE } from './clips.ts'
import { startInstagram } from './instagram.ts'
import { type Answer, control, temporaryFolder } from './testing.ts'

// Clips are really encoded, which a busy machine does slowly.
setDefaultTimeout(60_000)
const folder = temporaryFolder()
const redirectUri = 'http://localhost:8787/back'
const scope = [
  ...['instagram_basic', 'instagram_content_publish', 'instagram_manage_insights'],
  ...['pages_show_list', 'pages_read_engagement'],
].join()
let sandbox: Sandbox
let token: string
let clip: string
const igUser = '17841405822304914'

beforeAll(async () => {
  clip = await makeClip(join(folder.path, 'good.mp4'))
  sandbox = await startInstagram({ dir: folder.path, port: 0 })
})
afterAll(async () => {
  await sandbox?.stop()
  folder.remove()
})
beforeEach(async () => {
  const calm = { isActionBlocked: false, dailyLimit: 50, processingMs: 0, clockAheadSeconds: 0 }
  await control(sandbox.origin, 'settings', calm)
  token = await connect()
})

async function authorize(without: string[] = [], decision: 'allow' | 'deny' = 'allow') {
  const query = new URLSearchParams({ client_id: 'sandbox-client', redirect_uri: redirectUri })
  query.set('scope', scope)
  query.set('state', 'st4te')
  const page = `${sandbox.origin}/v25.0/dialog/oauth?${query}`
  return answerConsent(page, { decision, without })
}

const app = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }

async function connect(leaveOut: string[] = []): Promise<string> {
  const code = (await authorize(leaveOut)).searchParams.get('code') ?? ''
  const asked = new URLSearchParams({ ...app, redirect_uri: redirectUri, code })
  const short = await get(`/v25.0/oauth/access_token?${asked}`, '')
  const grant_type = 'fb_exchange_token'
  const swap = { ...app, grant_type, fb_exchange_token: String(short.access_token) }
  const long = await get(`/v25.0/oauth/access_token?${new URLSearchParams(swap)}`, '')
  expect(long.expires_in).toBe(5_183_944)
  return String(long.access_token)
}

const bearer = (value: string): Record<string, string> =>
  value ? { authorization: `Bearer ${value}` } : {}

async function get(path: string, as = token): Promise<Answer> {
  return (await fetch(sandbox.origin + path, { headers: bearer(as) })).json() as Promise<Answer>
}

async function post(path: string, body: object = {}): Promise<Answer> {
  const headers = { ...bearer(token), 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch(sandbox.origin + path, init)).json() as Promise<Answer>
}

async function container(more: object = {}): Promise<{ id: string; uri: string }> {
  const asked = { media_type: 'REELS', upload_type: 'resumable', caption: 'A #reel', ...more }
  const made = await post(`/v25.0/${igUser}/media`, asked)
  return { id: String(made.id), uri: String(made.uri) }
}

async function send(uri: string, body: Blob, more: Record<string, string> = {}) {
  const size = String(Bun.file(clip).size)
  const headers = { authorization: `OAuth ${token}`, offset: '0', file_size: size, ...more }
  const answer = await fetch(uri, { method: 'POST', headers, body })
  return { status: answer.status, body: (await answer.json()) as Answer }
}

const statusOf = async (id: string) => (await get(`/v25.0/${id}?fields=status_code,status`)) ?? {}
const publish = (id: string) => post(`/v25.0/${igUser}/media_publish?creation_id=${id}`)
const uploaded = async (path = clip, more: object = {}) => {
  const made = await container(more)
  await send(made.uri, Bun.file(path), { file_size: String(Bun.file(path).size) })
  return made.id
}
const ledger = async () =>
  (await (await fetch(`${sandbox.origin}/_sandbox/ledger`)).json()) as { publications: Answer[] }
const codes = ({ error }: Answer) => [error?.code, error?.error_subcode]

test('a creator who says yes comes back with a code, the state and #_', async () => {
  const back = await authorize()
  expect(back.searchParams.get('state')).toBe('st4te')
  expect(back.hash).toBe('#_')
})

test('a creator who says no comes back with access_denied', async () => {
  const back = await authorize([], 'deny')
  expect(back.searchParams.get('error')).toBe('access_denied')
  expect(back.searchParams.has('code')).toBe(false)
})

test('a code works once', async () => {
  const code = (await authorize()).searchParams.get('code') ?? ''
  const asked = new URLSearchParams({ ...app, redirect_uri: redirectUri, code })
  const path = `/v25.0/oauth/access_token?${asked}`
  expect((await get(path, '')).token_type).toBe('bearer')
  expect((await get(path, '')).error?.code).toBe(100)
})

test('the page leads to the business account', async () => {
  const fields = 'id,name,access_token,instagram_business_account{id,username}'
  const { data } = (await get(`/v25.0/me/accounts?fields=${fields}`)) as { data: Answer[] }
  const linked = { id: igUser, username: 'sandbox.kitchen' }
  expect(data.map(page => page.instagram_business_account)).toEqual([undefined, linked])
  const asPage = await get(`/v25.0/${igUser}?fields=username`, String(data[1]?.access_token))
  expect(asPage.username).toBe('sandbox.kitchen')
})

test('a permission that was left out is declined and stops publishing', async () => {
  token = await connect(['instagram_content_publish'])
  const { data } = (await get('/v25.0/me/permissions')) as { data: Answer[] }
  const declined = { permission: 'instagram_content_publish', status: 'declined' }
  expect(data).toContainEqual(declined)
  const refused = await post(`/v25.0/${igUser}/media`, { media_type: 'REELS' })
  expect(refused.error?.code).toBe(10)
})

test('a removed app answers 190/458, an expired token 190/463 with HTTP 400', async () => {
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 61 * 86_400 })
  const expired = await fetch(`${sandbox.origin}/v25.0/me`, { headers: bearer(token) })
  expect(expired.status).toBe(400)
  expect(codes((await expired.json()) as Answer)).toEqual([190, 463])
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 0 })
  const url = `${sandbox.origin}/v25.0/me/permissions?access_token=${token}`
  expect(await (await fetch(url, { method: 'DELETE' })).json()).toEqual({ success: true })
  expect(codes(await get('/v25.0/me'))).toEqual([190, 458])
})

test('a reel goes from container to a page that plays it and counts views', async () => {
  const made = await container()
  expect(made.uri).toEndWith(`/ig-api-upload/v25.0/${made.id}`)
  const sent = await send(made.uri, Bun.file(clip))
  expect(sent.body).toEqual({ success: true, message: 'Upload successful.' })
  expect((await statusOf(made.id)).status_code).toBe('FINISHED')
  const { id } = await publish(made.id)
  expect((await statusOf(made.id)).status_code).toBe('PUBLISHED')
  const reel = await get(`/v25.0/${id}?fields=permalink,media_product_type,timestamp`)
  expect(reel.media_product_type).toBe('REELS')
  expect(await (await fetch(String(reel.permalink))).text()).toContain('<video')
  const { data } = (await get(`/v25.0/${id}/insights?metric=views,likes`)) as { data: Answer[] }
  expect(data[0]?.values).toEqual([{ value: 1 }])
  const file = await fetch(`${sandbox.origin}/_sandbox/files/${id}`)
  expect(Bun.hash(await file.arrayBuffer())).toBe(Bun.hash(await Bun.file(clip).arrayBuffer()))
})

test('publishing the same container twice makes one post', async () => {
  const id = await uploaded()
  const before = (await ledger()).publications.length
  const both = await Promise.all([publish(id), publish(id)])
  expect(both.filter(it => it.id).length).toBe(1)
  expect(codes(both.find(it => it.error) ?? {})).toEqual([9007, 2207027])
  expect((await ledger()).publications.length).toBe(before + 1)
})

test('publishing before FINISHED answers 9007/2207027', async () => {
  await control(sandbox.origin, 'settings', { processingMs: 600_000 })
  const id = await uploaded()
  expect((await statusOf(id)).status_code).toBe('IN_PROGRESS')
  expect(codes(await publish(id))).toEqual([9007, 2207027])
})

test('an unpublished container expires after a day', async () => {
  const id = await uploaded()
  await control(sandbox.origin, 'settings', { clockAheadSeconds: 86_401 })
  expect((await statusOf(id)).status_code).toBe('EXPIRED')
  expect(codes(await publish(id))).toEqual([24, 2207008])
})

test('an upload that broke off goes on from bytes_transferred', async () => {
  const made = await container()
  const fault = { kind: 'cut-after-bytes', bytes: 50_000 }
  await control(sandbox.origin, 'faults', { path: '/ig-api-upload/', fault })
  await expect(send(made.uri, Bun.file(clip))).rejects.toThrow()
  const seen = await get(`/v25.0/${made.id}?fields=status_code,video_status`)
  expect(seen.status_code).toBe('IN_PROGRESS')
  const uploading = { status: 'in_progress', bytes_transferred: 50_000 }
  expect(seen.video_status).toMatchObject({ uploading_phase: uploading })
  const wrong = await send(made.uri, Bun.file(clip).slice(40_000), { offset: '40000' })
  expect(wrong.body.debug_info).toMatchObject({ type: 'ProcessingFailedError' })
  const rest = await send(made.uri, Bun.file(clip).slice(50_000), { offset: '50000' })
  expect(rest.body.success).toBe(true)
  expect((await statusOf(made.id)).status_code).toBe('FINISHED')
})

test('rupload wants OAuth, not Bearer, and answers with debug_info', async () => {
  const { uri } = await container()
  const refused = await send(uri, Bun.file(clip), { authorization: `Bearer ${token}` })
  expect(refused.body.debug_info).toMatchObject({ retriable: false })
  expect(JSON.stringify(refused.body)).toContain('unauthorized user request')
})

test('rupload refuses a file_size that changes and a piece answers 206', async () => {
  const { uri } = await container()
  const piece = await send(uri, Bun.file(clip).slice(0, 1000))
  expect([piece.status, piece.body.success]).toEqual([206, undefined])
  const other = await send(uri, Bun.file(clip).slice(1000), { offset: '1000', file_size: '5000' })
  expect(other.body.debug_info).toBeDefined()
})

const REFUSED: Record<string, Parameters<typeof makeClip>[1]> = {
  'edit lists': { encode: PLAIN_ENCODE.slice(0, -2) },
  'moov at the end': { encode: [...PLAIN_ENCODE.slice(0, -4), '-use_editlist', '0'] },
  'open groups': {
    encode: [
      ...PLAIN_ENCODE,
      '-preset',
      'medium',
      '-x264-params',
      'open-gop=1:keyint=15:b-adapt=0',
    ],
  },
  '4:2:2 pixels': { encode: [...PLAIN_ENCODE, '-pix_fmt', 'yuv422p'] },
  'fifteen frames a second': { fps: 15 },
  'seventy-five frames a second': { fps: 75 },
  '1936 pixels of width': { size: '1936x360' },
  'two seconds': { seconds: 2 },
  '96 kHz sound': { encode: [...PLAIN_ENCODE, '-ar', '96000'] },
  'six channels': { encode: [...PLAIN_ENCODE, '-ac', '6'] },
  'another codec': { encode: [...PLAIN_ENCODE, '-c:v', 'mpeg4'] },
  interlacing: { encode: [...PLAIN_ENCODE, '-flags', '+ildct+ilme'] },
}
test.each(Object.entries(REFUSED))('a video with %s ends as ERROR 2207026', async (name, how) => {
  const path = await makeClip(join(folder.path, `${name.replace(/\W/g, '-')}.mp4`), how)
  const id = await uploaded(path)
  const seen = await statusOf(id)
  expect(seen.status_code).toBe('ERROR')
  expect(seen.status).toBe('Error: Media upload has failed with error code 2207026')
  expect(codes(await publish(id))).toEqual([352, 2207026])
})

test('a caption may have 2200 characters and 30 hashtags and no more', async () => {
  const ask = (caption: string) =>
    post(`/v25.0/${igUser}/media`, { media_type: 'REELS', upload_type: 'resumable', caption })
  expect((await ask('é'.repeat(2200))).id).toBeString()
  expect(codes(await ask('é'.repeat(2201)))).toEqual([36004, 2207010])
  expect(codes(await ask('#ä '.repeat(31)))).toEqual([36004, 2207010])
})

test('the daily limit is counted, shown and kept', async () => {
  const path = `/v25.0/${igUser}/content_publishing_limit?fields=config,quota_usage`
  const { data } = (await get(path)) as unknown as { data: [{ quota_usage: number }] }
  const used = data[0].quota_usage
  await control(sandbox.origin, 'settings', { dailyLimit: used + 1 })
  expect((await publish(await uploaded())).id).toBeString()
  expect(codes(await publish(await uploaded()))).toEqual([9, 2207042])
})

test('a blocked action answers 4/2207051', async () => {
  await control(sandbox.origin, 'settings', { isActionBlocked: true })
  expect(codes(await publish(await uploaded()))).toEqual([4, 2207051])
})

test('one dead metric fails the whole insights call', async () => {
  const { id } = await publish(await uploaded())
  expect((await get(`/v25.0/${id}/insights?metric=views,plays`)).error?.code).toBe(100)
})

test('answers carry the usage headers that a test wants, refusals too', async () => {
  const appUsage = { call_count: 96, total_time: 5, total_cputime: 5 }
  await control(sandbox.origin, 'settings', { appUsage, businessUsage: { 1: [appUsage] } })
  const refused = await fetch(`${sandbox.origin}/v25.0/178000`, { headers: bearer(token) })
  await control(sandbox.origin, 'settings', { appUsage: null, businessUsage: null })
  expect(codes((await refused.json()) as Answer)).toEqual([100, 33])
  const said = (name: string) => JSON.parse(refused.headers.get(name) ?? '{}')
  expect(said('x-app-usage')).toEqual(appUsage)
  expect(said('x-business-use-case-usage')).toEqual({ 1: [appUsage] })
})

test('the list shows the newest reel first', async () => {
  const { id } = await publish(await uploaded(clip, { caption: 'The newest' }))
  const { data } = (await get(`/v25.0/${igUser}/media?fields=caption,permalink&limit=1`)) as {
    data: Answer[]
  }
  expect(data).toMatchObject([{ id, caption: 'The newest' }])
})

test('what was received and published outlives the process', async () => {
  const made = await container()
  await send(made.uri, Bun.file(clip).slice(0, 1000))
  const before = (await ledger()).publications.length
  await sandbox.stop()
  sandbox = await startInstagram({ dir: folder.path })
  expect((await ledger()).publications.length).toBe(before)
  const { video_status } = await get(`/v25.0/${made.id}?fields=video_status`)
  expect(video_status).toMatchObject({ uploading_phase: { bytes_transferred: 1000 } })
})
