export const en = {
  name: {
    title: 'Name',
    about: 'What the others in your workspaces read beside what you did.',
    label: 'Your name',
    done: 'Saved.',
    save: 'Save',
  },
  email: {
    title: 'E-mail',
    about: (email: string) => `You sign in with ${email}.`,
    change: 'Change the address',
    label: 'New e-mail',
    done: 'We sent a link to the new address. It counts from the moment you open it.',
    send: 'Send the link',
  },
  language: {
    title: 'Language',
    about: 'Of these pages, in this browser. Dates and numbers follow.',
  },
  workspaces: {
    title: 'Workspaces',
    about: 'Where you belong, and what you may do there.',
    current: 'You are here',
    enter: 'Go there',
  },
}
