export const en = {
  states: {
    reserved: 'Waiting to start',
    uploading: 'Uploading',
    confirming: 'The platform is processing it',
    published: 'Published',
    failed: 'Not published',
    unknown: 'Not certain',
  },
  inLine: 'In line',
  queue: (platform: string, position: number, when: string) =>
    `${platform} takes only so many uploads a day from us. ` +
    `Place ${position} in the line, expected ${when}.`,
  hidden: {
    missing: (platform: string, since: string) =>
      `${platform} tells us nothing of it any more since ${since}: ` +
      'it was deleted there, or made private.',
    private: (platform: string, since: string) => `It is private on ${platform} since ${since}.`,
    rejected: (platform: string, since: string) =>
      `${platform} took it down: it counts as rejected there since ${since}.`,
  },
  who: {
    you: 'You can fix this.',
    us: 'This is ours to fix.',
    wait: 'Nobody has to do anything; it will be tried again.',
  },
  waits: {
    review: 'Waits for your yes',
    scheduled: 'Scheduled',
    paused: 'Paused',
    trouble: 'Cannot go on',
  },
  waitsFor: (what: string, when: string) => `${what} for ${when}.`,
  waitsUntil: (what: string, when: string) => `${what} until ${when}.`,
  planned: (what: string, when: string) => `${what}. Planned for ${when}.`,
  remedies: {
    connect: 'Connect again',
    changeWords: 'Change the words under Review and approve it again.',
    signIn: 'Sign the computer in: content login',
    plans: 'See plans',
    freeDisk: 'Make room on the disk, then send it again.',
    update: 'A newer version of the agent may mend it.',
    mended: 'When it is mended, send it again.',
  },
}
