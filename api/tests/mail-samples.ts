import type { MailData, MailKind } from '../src/mail/mail-kinds.ts'

const link = 'https://studio.example/verify#a-secret-that-is-only-good-for-a-sample'
const at = '2026-11-23T14:05:00.000Z'

/** One of every kind of mail, to look at. */
export const SAMPLES: { [K in MailKind]: MailData<K> } = {
  verify: { name: 'Ada', minutes: 1440, link },
  reset: { name: 'Ada', minutes: 30, link },
  email_change: { name: 'Ada', minutes: 60, link },
  email_changed: { name: 'Ada', newEmail: 'ada@new.example', at },
  password_changed: { name: 'Ada', at, ended: 'everything' },
  sign_up_tried: { name: 'Ada', at },
  key_made: { name: 'Ada', how: 'made', address: '203.0.113.7', at },
  address_proven: { name: 'Ada', at },
  second_factor: { name: 'Ada', at, change: 'off' },
  invite: { invitedBy: 'Ada', workspace: 'Ada’s films', role: 'editor', minutes: 10_080, link },
  signed_in: { name: 'Ada', address: '203.0.113.7', browser: 'Firefox on Linux', at },
  quota: { used: 8, limit: 10, percent: 80 },
  publication_failed: {
    failures: [
      {
        ...{ fileName: 'holiday.mp4', platform: 'youtube', label: 'Ada’s channel' },
        ...{ code: 'connection_lost', reason: 'Access has ended.', whoCanFix: 'you' },
      },
      {
        ...{ fileName: 'a-very-long-file-name-without-any-space-in-it-2026-11-23-final-final.mp4' },
        ...{ platform: 'tiktok', label: '@ada' },
        ...{ code: 'rate_limit_exceeded', reason: 'Too many requests.', whoCanFix: 'wait' },
      },
    ],
    more: 0,
  },
  video_live: {
    videos: [
      {
        fileName: 'holiday.mp4',
        places: [
          { platform: 'youtube', label: 'Ada’s channel' },
          { platform: 'instagram', label: '@ada.films' },
        ],
      },
    ],
    more: 0,
  },
  video_waiting: {
    videos: [
      {
        ...{ fileName: 'holiday.mp4', device: 'Ada’s laptop' },
        places: [{ platform: 'tiktok', label: '@ada' }],
      },
    ],
    more: 0,
  },
  connection_lost: {
    ...{ platform: 'instagram', label: '@ada.films' },
    reason: 'The password was changed.',
  },
  first_steps: { next: 'channel' },
  connection_ending: { platform: 'linkedin', label: 'Ada Films', at },
  payment_failed: { amountCents: 2900, currency: 'usd', graceUntil: at, attempt: 1 },
  receipt: { amountCents: 2900, currency: 'usd', number: 'CC-0007', url: null },
  plan_changed: { from: 'free', to: 'pro' },
  export_ready: { exportId: '0b7ad9cf-5a4e-4ac1-8ff7-a1b75e1e6c01' },
  deletion_planned: { name: 'Ada', at },
  webhook_off: { host: 'hooks.example.com', reason: 'Nothing has arrived there for five days.' },
  operator_alert: { detail: 'The provider has no model gpt-5-mini (any more).' },
  account_deleted: { name: 'Ada' },
}
