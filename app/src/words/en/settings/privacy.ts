export const en = {
  kept: {
    title: 'What is kept',
    about: 'And what is not.',
    lines: [
      'Your video files stay on your computer and go from there straight to the platforms. We never store them.',
      'Of each video we keep its name, its length and size, the words it was posted with, and what became of it on each platform.',
      'Figures that platforms report are kept as they came, so that your charts have a history.',
      'Access to your channels is kept encrypted, and ends when you disconnect.',
      'Who did what is kept in the audit log, without which nobody could answer for it.',
    ],
  },
  copies: {
    title: 'A copy of your data',
    about: 'Everything we keep about you or the workspace, in one archive to download.',
    ask: 'Ask for a copy',
    what: 'Of what',
    person: 'What you keep about me',
    workspace: (name: string) => `All of ${name}`,
    done: 'It is being made. We send you a mail when it is ready.',
    make: 'Make the copy',
    asked: (subject: 'person' | 'workspace', at: string) =>
      `${subject === 'person' ? 'About you' : 'Of the workspace'}, asked for ${at}:`,
    states: {
      waiting: 'being made…',
      ready: 'ready',
      failed: 'could not be made; please ask for it again',
      gone: 'no longer kept',
    },
    until: (at: string) => `until ${at}`,
    open: 'Download it',
    download: 'Download',
  },
  deletion: {
    title: 'Delete',
    workspace: (name: string) => `Delete the workspace ${name}`,
    person: 'Delete your account',
    keepWorkspace: (name: string) => `Keep the workspace ${name}`,
    keepPerson: 'Keep your account',
    goesAlong: 'Nobody else is in these workspaces; they go along:',
    handOver: 'These have others in them and no other owner; hand them over first:',
    waits: (at: string) => `Since ${at} this waits to be deleted. It is gone on`,
    grace: (days: number) =>
      `For ${days} days you can take it back. Then channels are disconnected, plans are cancelled, and everything is deleted for good. Videos on your disk and on the platforms stay.`,
    done: 'It will be deleted.',
  },
}
