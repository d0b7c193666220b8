export const en = {
  activity: {
    title: 'What happened',
    filter: 'Search in it',
    only: 'Only what went wrong',
    none: 'Nothing happened yet. It is noted here from now on.',
    noneFits: 'Nothing fits.',
    copy: 'Copy these lines',
    copied: 'The lines are in your clipboard.',
  },
}
