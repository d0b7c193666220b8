import { REFUSABLE_MAILS } from '@content/api/contract'

export const en = {
  password: {
    title: 'Password',
    about: 'A new one signs you out of every other browser.',
    change: 'Change the password',
    label: 'New password',
    done: 'Your password is changed.',
    run: 'Change it',
  },
  second: {
    title: 'Second step',
    about: 'A code from an app, besides your password. Neither opens the account alone.',
    turnOn: 'Turn it on',
    turnOff: 'Turn it off',
    scan: 'Scan this with your authenticator app:',
    alt: 'QR code for your authenticator app; the text below is the same',
    type: 'Or type it in:',
    digits: 'The six digits that the app shows now.',
    isOn: (since: string | null, left: number) =>
      `On${since ? ` since ${since}` : ''}. ${left} recovery codes are left.`,
    more: 'New codes, or turn it off',
    newCodes: 'New recovery codes',
  },
  codes: {
    keep: 'Keep these recovery codes somewhere safe. Each opens your account once, when you have lost the app. They are not shown again.',
    copy: 'Copy',
    copied: 'Copied',
    download: 'Download',
    done: 'I have kept them',
  },
  signIns: {
    title: 'Where you are signed in',
    about:
      'Signing out everywhere also stops the keys that were made in a browser: of agents that you let in there, and of programs.',
    everywhere: 'Sign out everywhere',
    agentsToo: 'Sign out everywhere, agents too',
    seen: (when: string) => `last seen ${when}`,
    thisOne: 'This browser',
    signOut: 'Sign out',
    of: (browser: string) => `of ${browser}`,
  },
  mails: {
    title: 'Mails',
    about: 'What is about your account, your money or a wish of yours always comes.',
    done: 'Saved.',
    kinds: REFUSABLE_MAILS,
  },
}
