import { MINUTE_MS } from '../../durations.ts'
import { answerConsent } from '../kit/answer-consent.ts'
import { type Conformance, says } from '../kit/conformance.ts'
import { envelope, type GraphFault } from './graph.ts'
import { startInstagram } from './instagram.ts'
import { lengthRefusal, pictureRefusal, soundRefusal } from './media-rules.ts'

const ACCOUNT = '17841405822304914'
const app = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' }
const redirect_uri = 'http://localhost:8787/back'
const scope = [
  ...['instagram_basic', 'instagram_content_publish', 'instagram_manage_insights'],
  ...['pages_show_list', 'pages_read_engagement'],
].join()
const refusal = (fault: GraphFault) => ({ status: fault.status ?? 400, body: envelope(fault) })
const words = (caption: string) => ({ caption })

export const conformance: Conformance = {
  start: startInstagram,
  calm: { processingMs: 0, judgesMedia: false, dailyLimit: 1000 },
  async signIn(origin) {
    const query = new URLSearchParams({ client_id: app.client_id, redirect_uri, scope })
    const back = await answerConsent(`${origin}/v25.0/dialog/oauth?${query}`)
    const code = back.searchParams.get('code') ?? ''
    const body = new URLSearchParams({ ...app, redirect_uri, code })
    const url = `${origin}/v25.0/oauth/access_token`
    const answer = await fetch(url, { method: 'POST', body })
    return ((await answer.json()) as { access_token: string }).access_token
  },
  connection: { externalId: ACCOUNT, handle: '@sandbox.kitchen' },
  rule: { platform: 'instagram', mode: 'automatic', shareToFeed: true },
  choice: null,
  words: { platform: 'instagram', ...words('Harbour at dawn') },
  privacy: 'public',
  doors: {
    open: { method: 'POST', path: '/media$' },
    send: { method: 'POST', path: '/ig-api-upload/' },
    ask: { method: 'GET', path: 'fields=id,status,status_code,video_status' },
    publish: { method: 'POST', path: '/media_publish' },
  },
  publishesAt: 'publish',
  whenDeleted: 'published',
  refusals: [
    ...(['24/2207008', '24/2207006', '-2/2207020'] as const).map(lostAs => ({
      when: `a finished container answers ${lostAs} when it is published`,
      settings: { lostContainers: 1, lostAs },
      after: 'published' as const,
      most: { publish: 4, open: 2 },
    })),
    {
      when: 'every container is lost when it is published',
      settings: { lostContainers: 1000, lostAs: '24/2207008' },
      after: 'failed',
      code: '24/2207008',
      most: { publish: 20, open: 6 },
    },
    {
      when: 'finished containers are never ready to be published',
      settings: { lostContainers: 1000, lostAs: '9007/2207027' },
      after: 'waiting',
      code: '9007/2207027',
      most: { publish: 130, open: 6 },
    },
    {
      when: 'it says PUBLISHED while the upload is still under way',
      settings: { saysPublishedEarly: true, processingMs: MINUTE_MS },
      after: 'published',
      most: { publish: 1, open: 1 },
    },
    {
      when: 'the status has no code',
      faults: [says('ask', { status: 200, body: { id: '1', status: 'OK' } }, 3)],
      after: 'published',
      most: { open: 1, publish: 1 },
    },
    {
      when: 'the posts of the day are used up',
      settings: { dailyLimit: 0 },
      after: 'waiting',
      code: '9/2207042',
      most: { open: 0 },
      untilHours: 1,
    },
    {
      when: 'the daily limit is met at the last change',
      faults: [says('publish', refusal({ code: 9, subcode: 2207042, message: 'x' }), 1)],
      after: 'waiting',
      code: '9/2207042',
      most: { open: 1, publish: 1 },
      untilHours: 24,
    },
    {
      when: 'it suspects spam',
      settings: { isActionBlocked: true },
      after: 'waiting',
      code: '4/2207051',
      most: { open: 1, publish: 2 },
      untilHours: 24,
    },
    {
      when: 'the account is restricted',
      settings: { isRestricted: true },
      after: 'failed',
      code: '25/2207050',
      most: { open: 1, publish: 1 },
    },
    {
      when: 'a code at the door is in nobody’s table',
      faults: [says('open', refusal({ code: 777, message: 'Not written down' }), 2)],
      after: 'published',
      most: { open: 3 },
    },
  ],
  takesMedia: file =>
    !(lengthRefusal(file, file.sizeBytes) ?? pictureRefusal(file) ?? soundRefusal(file)),
  wordLimits: [
    {
      what: 'a caption of 2200 characters',
      atLimit: words('🚢'.repeat(2200)),
      beyond: words('🚢'.repeat(2201)),
    },
    {
      what: '30 hashtags',
      atLimit: words('#a '.repeat(30)),
      beyond: words('#a '.repeat(31)),
    },
    {
      what: '20 mentions',
      atLimit: words('@a '.repeat(20)),
      beyond: words('@a '.repeat(21)),
    },
    {
      what: '20 mentions and an address, which is none',
      atLimit: words(`${'@a '.repeat(20)}me@example.com`),
      beyond: words(`${'@a '.repeat(21)}me@example.com`),
    },
  ],
}
