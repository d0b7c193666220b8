import type { Locale } from '../site.ts'

const en = {
  title: 'Changelog',
  description: 'What changed in each release of Content Creation.',
  lead: 'What a person could notice, release by release.',
  none: 'There is no release yet.',
  noneText:
    'The first one will stand here with everything that it brings. Until then the history of the repository says what changes from day to day.',
  feed: 'As a feed (RSS)',
  language: 'The entries are in English, as they were written.',
}
const de: typeof en = {
  title: 'Änderungen',
  description: 'Was sich mit jeder Veröffentlichung von Content Creation geändert hat.',
  lead: 'Was man bemerken kann, Veröffentlichung für Veröffentlichung.',
  none: 'Es gibt noch keine Veröffentlichung.',
  noneText:
    'Die erste wird hier stehen, mit allem, was sie bringt. Bis dahin sagt der Verlauf des Repositorys, was sich von Tag zu Tag ändert.',
  feed: 'Als Feed (RSS)',
  language: 'Die Einträge sind auf Englisch, wie sie geschrieben wurden.',
}
export const changelogWords: Record<Locale, typeof en> = { en, de }
