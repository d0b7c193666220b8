import type { en } from '../en/activity.ts'

export const de: typeof en = {
  activity: {
    title: 'Was geschah',
    filter: 'Darin suchen',
    only: 'Nur, was schiefging',
    none: 'Noch ist nichts geschehen. Ab jetzt wird es hier notiert.',
    noneFits: 'Nichts passt.',
    copy: 'Diese Zeilen kopieren',
    copied: 'Die Zeilen sind in der Zwischenablage.',
  },
}
