import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { join } from 'node:path'
import { FacebookAdsApi, IGMedia, IGUser, User } from 'facebook-nodejs-business-sdk'
import { answerConsent } from '../kit/answer-consent.ts'
import type { Sandbox } from '../kit/kit.ts'
import { makeClip } from './clips.ts'
import { startInstagram } from './instagram.ts'
import { control, temporaryFolder } from './testing.ts'

setDefaultTimeout(60_000)
const folder = temporaryFolder()
const ACCOUNT = '17841405822304914'
const redirect_uri = 'http://localhost:8787/back'
const app = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }
const scope = [
  ...['instagram_basic', 'instagram_content_publish', 'instagram_manage_insights'],
  ...['pages_show_list', 'pages_read_engagement'],
].join()

let sandbox: Sandbox
let clip: string
const real = Object.getOwnPropertyDescriptor(FacebookAdsApi, 'GRAPH')
beforeAll(async () => {
  sandbox = await startInstagram({ dir: folder.path, port: 0 })
  await control(sandbox.origin, 'settings', { processingMs: 0 })
  clip = await makeClip(join(folder.path, 'clip.mp4'))
  // The one thing that a caller cannot pass in; the client itself is as it was published.
  Object.defineProperty(FacebookAdsApi, 'GRAPH', { ...real, get: () => sandbox.origin })
  const ask = new URLSearchParams({ client_id: app.client_id, redirect_uri, scope })
  const back = await answerConsent(`${sandbox.origin}/v24.0/dialog/oauth?${ask}`)
  const code = back.searchParams.get('code') ?? ''
  const query = new URLSearchParams({ ...app, redirect_uri, code })
  const answer = await fetch(`${sandbox.origin}/v24.0/oauth/access_token?${query}`)
  FacebookAdsApi.init(((await answer.json()) as { access_token: string }).access_token)
})
afterAll(async () => {
  if (real) Object.defineProperty(FacebookAdsApi, 'GRAPH', real)
  await sandbox.stop()
  folder.remove()
})

test('the Node client finds the account, publishes a reel once and reads its figures', async () => {
  const pages = await new User('me').getAccounts(['instagram_business_account{id,username}'])
  const accounts = pages.map(page => page._data.instagram_business_account?.id)
  expect(accounts).toContain(ACCOUNT)

  const account = new IGUser(ACCOUNT)
  const [limit] = await account.getContentPublishingLimit(['config', 'quota_usage'])
  expect(limit?._data).toMatchObject({ quota_usage: 0, config: { quota_total: 50 } })
  const wanted = { media_type: 'REELS', upload_type: 'resumable', caption: 'Harbour' }
  const container = await account.createMedia(['id', 'uri'], wanted)
  const bytes = await Bun.file(clip).arrayBuffer()
  const sent = await fetch(String(container._data.uri), {
    method: 'POST',
    headers: {
      authorization: `OAuth ${FacebookAdsApi.getDefaultApi().accessToken}`,
      ...{ offset: '0', file_size: String(bytes.byteLength) },
    },
    body: bytes,
  })
  expect(await sent.json()).toMatchObject({ success: true })

  const creation_id = container.id
  const media = await account.createMediaPublish([], { creation_id })
  const reel = await new IGMedia(media.id).get(['permalink', 'caption'])
  expect(reel._data).toMatchObject({
    caption: 'Harbour',
    permalink: expect.stringContaining('/reel/'),
  })
  const [views] = await new IGMedia(media.id).getInsights([], { metric: 'views' })
  expect(views?._data).toMatchObject({ name: 'views', period: 'lifetime' })

  const again = account.createMediaPublish([], { creation_id })
  await expect(again).rejects.toMatchObject({ status: 400, response: { code: 9007 } })
})
