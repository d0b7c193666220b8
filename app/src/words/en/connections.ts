export const en = {
  title: 'Connections',
  about: 'The channels that your videos go to.',
  loading: 'Loading your channels',
  channels: 'Channels',
  connected: (platform: string, channel: string | null) =>
    `${platform} is connected. Choose below what happens when a video${channel ? ` for ${channel}` : ''} is ready.`,
  refused: 'Not connected',
  connect: 'Connect',
  connectAgain: 'Connect again',
  connectAnother: (platform: string) => `Connect another ${platform} channel`,
  to: (label: string) => `to ${label}`,
  notConnected: 'Not connected',
  adminConnects: 'An admin can connect it',
  adminConnectsAgain: 'An admin can connect it again.',
  health: {
    live: 'Works',
    lost: 'Needs you',
    lostReason: 'The platform no longer lets us in.',
    renews: 'Access is renewed by itself.',
    ends: (when: string) => `Access lasts until ${when}, and is renewed by itself before.`,
    endsForGood: (when: string) => `Access lasts until ${when}; then it has to be given again.`,
    endsSoon: (when: string) => `Connect again before ${when}, or videos for it wait from then on.`,
    since: (when: string) => `Connected since ${when}`,
  },
  scopes: {
    title: 'What we may do there',
    on: (label: string) => `on ${label}`,
  },
  rule: {
    label: 'When a video is ready',
    review: 'Each video waits for your yes, under Review.',
  },
  prompt: {
    title: 'Wishes for the words',
    on: (label: string) => `on ${label}`,
    label: (label: string) => `Wishes for the words on ${label}`,
    placeholder: 'Short and dry. Always name the town.',
    done: 'Saved. They hold for videos found from now on.',
    save: 'Save',
  },
  captions: {
    about: (platform: string) =>
      `Captions beside a video are left out: ${platform} wants a wider permission for them.`,
    allow: 'Allow captions to be added',
  },
  disconnect: {
    words: 'Disconnect',
    title: (label: string) => `Disconnect ${label}?`,
    about: 'Published videos stay. Nothing more is published there.',
    tellThem: (platform: string) =>
      `${platform} cannot be told: take our permission back in your settings there, too.`,
    keep: 'Keep',
    done: (label: string) => `${label} is disconnected.`,
  },
  own: {
    through: (platform: string, project: string) => `${platform} goes through your own ${project}`,
    offer: (project: string) => `For developers: upload through a ${project} of your own`,
    about: (platform: string, project: string) =>
      `${platform} counts uploads a day for each ${project}. Ours is shared; with your own you wait for nobody. Changing it means connecting your ${platform} channels again.`,
    daily: (count: number) => `${count} uploads a day`,
    back: 'Go back to the shared project',
    redirect: 'Allow this redirect address in the project:',
    clientId: 'Client id',
    clientSecret: 'Client secret; it is never shown again',
    use: 'Use this project',
  },
}
