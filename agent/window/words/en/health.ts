export const en = {
  health: {
    look: 'Look again',
    looking: 'Looking at everything …',
    fine: 'Everything is as it should be.',
    needs: (number: number) =>
      number === 1 ? 'One thing needs you.' : `${number} things need you.`,
    failed: 'It could not be looked at.',
    open: 'Open the dashboard',
    toSettings: 'Open the settings',
    ok: 'fine',
    bad: 'needs you',
    report: 'Copy a report',
    reportWhy:
      'For whoever helps you. There is no key, address, file name or word of a video in it.',
    copied: 'The report is in your clipboard.',
  },
}
