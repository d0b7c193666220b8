export const en = {
  yourPassword: 'Your password',
  passwordHint: 'At least 8 characters. Long is good; digits and signs are not asked for.',
  code: 'Code',
  codeHint: 'From your authenticator app, or one of your recovery codes.',
  older: 'Show older ones',
  notFound: 'Not found',
  noSuchPage: 'There is no such page',
  toVideos: 'Go to your videos',
  verify: {
    label: 'Your e-mail address',
    open: 'Please open the link that we sent to',
    noMail: 'This server sends no mail; yours is in',
    again: 'Send it again',
    sent: 'A new link is on its way.',
  },
}
